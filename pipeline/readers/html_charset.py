"""Bytes of a page to text, by the encoding that the page declares."""

import re
from collections.abc import Mapping

from pipeline.readers.text import decode

_DECLARED = re.compile(
    rb"<meta\b[^>]{0,512}?\bcharset\s*=\s*[\"']?\s*([A-Za-z0-9_:-]{1,40})", re.IGNORECASE
)
_HEAD = 4096  # bytes in which a declaration is looked for
# label → Python's codec; what is not listed, UTF-7 above all, is not believed. Three old labels
# mean the larger set that browsers read them as
_CODECS: Mapping[str, str] = {
    **{f"windows-125{n}": f"cp125{n}" for n in range(9)},
    **{f"iso-8859-{n}": f"iso8859-{n}" for n in (*range(2, 9), 10, 13, 14, 15, 16)},
    "iso-8859-1": "cp1252",
    "iso-8859-9": "cp1254",
    "koi8-r": "koi8-r",
    "koi8-u": "koi8-u",
    **dict.fromkeys(("gb2312", "gbk", "gb18030"), "gb18030"),
    "big5": "big5hkscs",
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis"), "cp932"),
    "euc-jp": "euc_jp",
    "euc-kr": "cp949",
}


def decode_page(data: bytes) -> tuple[str, str]:
    """The text of a page and the name of its encoding.

    A byte order mark decides, then whether it is UTF-8, then what the page declares, if that is
    an encoding known here and fits.

    Raises:
        UnreadableError: the bytes are no text in any of these.
    """
    if not _is_utf8(data) and (declared := _DECLARED.search(data[:_HEAD])):
        label = declared[1].decode("ascii").lower()
        if label in _CODECS and b"\0" not in data:
            try:
                return data.decode(_CODECS[label]), label
            except UnicodeDecodeError:
                pass
    return decode(data)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
