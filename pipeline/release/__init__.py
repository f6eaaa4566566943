"""Tables and rates, frozen: described, checked, named by a version, and never changed again."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from xlsxwriter.exceptions import XlsxFileError


class ReleaseError(Exception):
    """A release cannot be made or read; the message is for people."""


@contextmanager
def writing(to: Path) -> Iterator[None]:
    """What a disk refuses is told for people: that it is full, or takes no writes.

    Raises:
        ReleaseError: it refused something.
    """
    try:
        yield
    except (OSError, sqlite3.OperationalError, XlsxFileError) as error:
        told = getattr(error, "strerror", None) or error
        message = f"{to} cannot be written ({told}); what was there is as it was, so try again"
        raise ReleaseError(message) from error
