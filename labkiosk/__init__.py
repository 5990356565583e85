"""labkiosk: keeps a hospital's laboratory working when its servers are gone."""

__version__ = "0.1.0"
