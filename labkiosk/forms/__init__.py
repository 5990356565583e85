"""What the lab prints. A form is a pure function from its data to a Page; one renderer draws every page."""
