"""What people asked to be forgotten: tombstones that tell nothing, and keep it away for good.

    raw/mail/forgotten.json   a key, and keyed hashes of mails and addresses

Whoever has the file can try a guess, and nothing more.
"""

import hmac
import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from pipeline.private.mail.mailboxes import FOLDER
from pipeline.private.veil import PrivateError
from pipeline.store.atomic import OWNER_ONLY, replacing

_NAME = "forgotten.json"


class _Stones(BaseModel):
    model_config = ConfigDict(extra="forbid")

    key: str
    stones: list[str]


@dataclass(frozen=True, slots=True)
class Forgotten:
    """The tombstones of a corpus."""

    key: bytes
    stones: frozenset[str]

    def covers(self, *names: str) -> bool:
        """Whether a mail of any of these names is to be forgotten."""
        return bool(self.stones) and any(self._stone(name) in self.stones for name in names if name)

    def _stone(self, name: str) -> str:
        plain = name.strip().strip("<>").casefold()
        return hmac.new(self.key, plain.encode(), "sha256").hexdigest()

    def with_names(self, names: Iterable[str]) -> "Forgotten":
        """These, and some more."""
        return Forgotten(self.key, self.stones | {self._stone(name) for name in names})


def read_forgotten(raw: Path) -> Forgotten:
    """The tombstones of a corpus; none where nobody asked.

    Raises:
        PrivateError: the file is damaged: what it holds must not come back by that.
    """
    path = raw / FOLDER / _NAME
    try:
        found = _Stones.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return Forgotten(secrets.token_bytes(32), frozenset())
    except (OSError, ValueError):
        found = None
    if found is None:
        raise PrivateError(f"mail/{_NAME} is damaged; put it back from a copy")
    return Forgotten(bytes.fromhex(found.key), frozenset(found.stones))


def write_forgotten(raw: Path, forgotten: Forgotten) -> None:
    """Keep tombstones for all builds to come."""
    told = {"key": forgotten.key.hex(), "stones": sorted(forgotten.stones)}
    with replacing(raw / FOLDER / _NAME, OWNER_ONLY) as stream:
        stream.write((json.dumps(told, indent=1) + "\n").encode())
