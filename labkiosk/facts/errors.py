"""The one kind of error that a person can cause and mend."""


class Refused(Exception):
    """An act that may not happen; its message is one clear line that says what to do."""
