"""Pieces of screens. They are given what they show, and never touch the database."""
