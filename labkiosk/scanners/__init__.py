"""Scanners: one file per way that their characters reach us, one for what makes a scan of them."""
