"""Texts without what programs wrote into them that is none: files, marks, soft line ends."""

import re
from collections.abc import Iterator

from pipeline.private.mail.html import text_of

# uuencoded lines hold no small letters, so that one that does is text again
_UU = re.compile(
    r"^begin [0-7]{3,4} [^\n]{1,255}\n(?:[ -`]{1,62}[ \t]*(?:\n|\Z))++(?:end[ \t]*$)?", re.MULTILINE
)
# where a file begins and ends; without its end it takes the rest
_FILES = (("=ybegin ", "\n=yend"), ("(This file must be converted with BinHex", ":\n\n"))
_SOFT = re.compile(r"(?<=[^\s-]) \n(?=[^\s>])")
_PARAMETER = re.compile(r"<param>[^<]{0,200}</param>", re.IGNORECASE)
_MARK = re.compile(r"</?[a-z][a-z0-9-]{0,59}>", re.IGNORECASE)
_PAGE = re.compile(r"\s{0,99}(?:<!doctype html|<\?xml|<html[\s>])", re.IGNORECASE)


def without_files(text: str) -> str:
    """A text without files that stand in it: uuencoded, or as yEnc or BinHex."""
    rest = _UU.sub("", text) if "begin " in text else text
    for begins, ends in _FILES:
        if begins in rest:
            rest = "".join(_around(rest, begins, ends))
    return rest


def _around(text: str, begins: str, ends: str) -> Iterator[str]:
    at = 0
    while (start := text.find(begins, at)) >= 0:
        yield text[at:start]
        end = text.find(ends, start)
        at = text.find("\n", end + len(ends) - 1) if end >= 0 else -1
        if at < 0:
            return
    yield text[at:]


def as_words(text: str, kind: str, *, delete_blanks: bool) -> str:
    """A text of some subtype as its words: of pages that are called plain, and of text/enriched.

    `delete_blanks` says that a blank at a line's end and the line end are none (RFC 3676).
    """
    if _PAGE.match(text):
        return text_of(text)
    if kind in ("enriched", "richtext"):
        return _MARK.sub("", _PARAMETER.sub("", text)).replace("<<", "<")
    return _SOFT.sub("", text) if delete_blanks else text
