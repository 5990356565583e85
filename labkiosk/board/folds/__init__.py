"""One pure fold for each sort of subject."""
