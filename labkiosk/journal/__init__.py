"""The journal: every fact in order, one hash chain per home, written by one function."""
