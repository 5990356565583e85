"""The stick: everything that turns a bare Debian without a network into a lab box."""
