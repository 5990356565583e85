"""The verbs that every front end calls, one file for each desk."""
