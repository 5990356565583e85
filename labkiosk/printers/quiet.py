"""Importing python-escpos 3.1 without what it does to the program around it."""

import logging
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout

_CACHE = "ESCPOS_CAPABILITIES_PICKLE_DIR"


@contextmanager
def quietly() -> Iterator[None]:
    """While it is imported: nothing on stdout, no handler on the root logger, no folder left in /tmp.

    python-escpos calls ``logging.basicConfig()``, whose lines would land on the kiosk's screen, makes a
    temporary folder even where its cache folder is named, and reads a pickle from that cache: so it gets an
    empty folder that is gone afterwards. For one thread, at the start of the print worker.
    """
    root = logging.getLogger()
    placeholder = logging.NullHandler()
    before, named = tempfile.tempdir, os.environ.get(_CACHE)
    root.addHandler(placeholder)
    try:
        with tempfile.TemporaryDirectory(prefix="labkiosk-") as folder, redirect_stdout(sys.stderr):
            tempfile.tempdir = os.environ[_CACHE] = folder
            yield
    finally:
        root.removeHandler(placeholder)
        tempfile.tempdir = before
        if named is None:
            del os.environ[_CACHE]
        else:
            os.environ[_CACHE] = named
