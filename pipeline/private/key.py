"""The key by which one asker is recognised in private data, from a file of its owner's alone."""

import stat
from pathlib import Path

from pipeline.private.mail.mailboxes import FOLDER
from pipeline.private.veil import PrivateError

_NAME = "asker.key"
_FEWEST = 16


def asker_key(raw: Path) -> bytes | None:
    """The key in raw/mail/asker.key; None where there is none.

    Raises:
        PrivateError: others may read it, or it is too short to be one.
    """
    path = raw / FOLDER / _NAME
    try:
        mode = path.lstat().st_mode
        data = path.read_bytes() if stat.S_ISREG(mode) else b""
    except FileNotFoundError:
        return None
    except OSError:
        mode, data = 0, b""
    if stat.S_IMODE(mode) != 0o600:  # noqa: PLR2004
        raise PrivateError(f"mail/{_NAME} must be readable by its owner alone; run chmod 600 on it")
    if len(data) < _FEWEST:
        raise PrivateError(f"mail/{_NAME} has fewer than {_FEWEST} bytes; put a random key there")
    return data
