"""Which item a worker is at, in memory that it shares with whoever watches it.

A message for each item would cost more than a small item does.
"""

import mmap
import struct
from typing import BinaryIO

_NUMBER = struct.Struct("=q")


class Place:
    """A position, the same for all who share `file`: below 0 before the first item."""

    def __init__(self, file: BinaryIO | int) -> None:
        """Share a file of ours, made long enough, or one that was opened by others."""
        if not isinstance(file, int):
            file.truncate(_NUMBER.size)
            file = file.fileno()
        self._memory = mmap.mmap(file, _NUMBER.size)

    def put(self, position: int) -> None:
        """Say that this is the position."""
        _NUMBER.pack_into(self._memory, 0, position)

    def get(self) -> int:
        """The position as it was said last."""
        position: int = _NUMBER.unpack_from(self._memory)[0]
        return position
