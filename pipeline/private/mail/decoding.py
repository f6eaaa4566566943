"""Bytes of mails to text: by what they declare, if that can be true, else by what they are."""

import codecs
import re
import unicodedata
from itertools import groupby

from pipeline.private.mail.transfer import from_base64

# charsets that are no more than what they say; utf-7 and the like turn letters into markup
_ALLOWED = frozenset(
    """
    ascii utf-8 utf-16 utf-16-le utf-16-be utf-32 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255
    cp1256 cp1257 cp1258 iso8859-1 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7
    iso8859-8 iso8859-9 iso8859-10 iso8859-13 iso8859-14 iso8859-15 iso8859-16 koi8-r koi8-u
    iso8859-11 gb18030 gb2312 gbk hz big5 big5hkscs shift_jis shift_jisx0213 shift_jis_2004 cp932
    euc_jp euc_jisx0213 euc_jis_2004 iso2022_jp iso2022_jp_1 iso2022_jp_2 iso2022_jp_3
    iso2022_jp_2004 iso2022_jp_ext euc_kr cp949 iso2022_kr johab tis-620 koi8-t ptcp154 cp437
    cp737 cp775 cp850 cp852 cp855 cp857 cp858 cp860 cp861 cp862 cp863 cp864 cp865 cp866 cp869
    cp874 cp1125 mac-roman mac-cyrillic mac-greek mac-turkish mac-latin2 mac-iceland mac-croatian
    mac-romanian
    """.split()
)
# what mail programs mean by these names
_MEANT = {"ascii": "utf-8", "iso8859-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030",
          "shift_jis": "cp932", "euc_kr": "cp949", "iso8859-9": "cp1254"}  # fmt: skip
_OTHER_NAMES = {"iso-8859-8-i": "iso8859-8", "x-gbk": "gbk", "ks_c_5601-1987": "cp949",
                "unicode-1-1-utf-8": "utf-8", "x-sjis": "cp932",
                "macintosh": "mac-roman", "x-mac-cyrillic": "mac-cyrillic", "x-euc-jp": "euc_jp",
                "utf8mb4": "utf-8", "iso-2022-jp-ms": "iso2022_jp_ext",
                "hz-gb-2312": "hz"}  # fmt: skip
_PAGE = re.compile(r"(?:windows|win|ms|x-cp|cp|ibm|dos)[-_ ]?(\d{3,4})$")
_WORD = re.compile(rb"=\?([^?\s]{1,40})\?([bBqQ])\?([^?]{0,4000})\?=")
_BETWEEN = re.compile(rb"(\?=)[ \t\r\n]+(?==\?)")
_QUOTED = re.compile(rb"=([0-9A-Fa-f]{2})")
_FOLD = re.compile(rb"\r?\n[ \t]*")
_DROPPED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)


def charset_named(name: str | None) -> str | None:
    """The codec of a declared charset; None where it is unknown or not allowed."""
    if not name:
        return None
    plain = name.strip("\"' \t").lower().partition("*")[0]
    try:
        found = codecs.lookup(_OTHER_NAMES.get(plain, _PAGE.sub(r"cp\1", plain))).name
    except (LookupError, ValueError):
        return None
    return _MEANT.get(found, found) if found in _ALLOWED else None


def decoded(data: bytes, declared: str | None) -> str:
    """The text of some bytes: as declared, else as UTF-8, else as Windows writes."""
    codec = charset_named(declared)
    for name in dict.fromkeys((codec, "utf-8")):
        if name is not None:
            try:
                return clean(data.decode(name))
            except (UnicodeDecodeError, UnicodeError):
                continue
    if codec and codec != "utf-8":
        return clean(data.decode(codec, "replace"))
    return clean(
        data.decode("cp1252", "replace") if _western(data) else data.decode("utf-8", "replace")
    )


def _western(data: bytes) -> bool:
    """Whether a text that is no UTF-8 as a whole has not even a few of its letters."""
    broken = data.decode("utf-8", "replace")
    good = sum(char > "\x7f" and char != "\ufffd" for char in broken)
    return good < broken.count("\ufffd")


def clean(text: str) -> str:
    """A text in NFC without characters that are no text, and with line feeds for line ends."""
    plain = (
        text.replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\u2028", "\n")
        .replace("\u2029", "\n")
    )
    plain = _DROPPED.sub("", plain)
    if plain.isascii():
        return plain
    plain = plain.replace("\xa0", " ").encode("utf-8", "replace").decode()
    return unicodedata.normalize("NFC", plain)


def header_text(raw: bytes) -> str:
    """The value of a header as text on one line, its encoded words decoded."""
    unfolded = _FOLD.sub(b" ", raw).strip()
    if b"=?" not in unfolded:
        return " ".join(decoded(unfolded, None).split())
    joined = _BETWEEN.sub(rb"\1", unfolded)
    pieces: list[tuple[str | None, bytes]] = []
    end = 0
    for word in _WORD.finditer(joined):
        if word.start() > end:
            pieces.append((None, joined[end : word.start()]))
        pieces.append((word[1].decode("ascii", "replace"), _word(word[2], word[3])))
        end = word.end()
    pieces.append((None, joined[end:]))
    # a letter may be split over two words of one charset
    text = "".join(
        decoded(b"".join(data for _, data in run), charset)
        for charset, run in groupby(pieces, lambda piece: piece[0])
    )
    return " ".join(text.split())


def _word(how: bytes, data: bytes) -> bytes:
    if how in b"bB":
        return from_base64(data)
    return _QUOTED.sub(lambda code: bytes([int(code[1], 16)]), data.replace(b"_", b" "))
