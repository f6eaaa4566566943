"""Bodies as they were before they were encoded for the way."""

import binascii
import re

_NAME = re.compile(r"[a-z0-9_-]+")
_PIECE = re.compile(rb"[^=]+")
_FOREIGN = re.compile(rb"[^A-Za-z0-9+/=]")
_PROSE = re.compile(rb"[_@.:]|\S[ \t]+\S")  # never in base64, but in the footer of a list below it


def transferred(data: bytes, encoding: str) -> bytes:
    """The bytes of a body as they were; as they are, where nobody knows their encoding."""
    named = _NAME.search(encoding.lower())
    match named[0].replace("_", "-") if named else "":
        case "base64" | "base-64" | "x-base64":
            return from_base64(b"\n".join(x for x in data.splitlines() if not _PROSE.search(x)))
        case "quoted-printable" | "quotedprintable":
            return binascii.a2b_qp(data)
        case "x-uuencode" | "uuencode" | "uue" | "x-uue":
            return _from_uu(data)
        case _:
            return data


def from_base64(data: bytes) -> bytes:
    """What base64 says, in one piece or several, each with its own end.

    Whatever is not of its alphabet is passed over, and an end that was cut off is lost.
    """
    pieces = _PIECE.findall(_FOREIGN.sub(b"", data))
    return b"".join(binascii.a2b_base64(_whole(piece)) for piece in pieces)


def _whole(piece: bytes) -> bytes:
    """A piece with its end, and without a last letter that is the half of nothing."""
    rest = len(piece) % 4
    return piece[:-1] if rest == 1 else piece + b"=" * (-rest % 4)


def _from_uu(data: bytes) -> bytes:
    lines = []
    for line in data.splitlines():
        try:
            lines.append(binascii.a2b_uu(line))
        except binascii.Error:
            continue
    return b"".join(lines)
