"""What holds for every test."""

from hypothesis import settings

# No test asserts a time: the same example takes 1 ms here and 300 on a busy machine.
settings.register_profile("labkiosk", deadline=None)
settings.load_profile("labkiosk")
