"""Ways out to paper: one file per printer language, one per way to reach a printer."""
