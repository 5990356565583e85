"""The kiosk screen."""

import os

# Textual reads this when it is imported: at its own 60 frames a key waits for up to 16 ms before it is painted.
os.environ.setdefault("TEXTUAL_FPS", "120")
