"""Files under the name of text notes that are something else, told by strong evidence only."""

import json
import re
from collections.abc import Callable, Sequence
from itertools import islice, pairwise

from pipeline.readers.document import UnreadableError
from pipeline.readers.text import decode, split_lines

_HEAD = 64 * 1024  # bytes to tell by; a multiple of four, so that UTF-16 and -32 stay whole
_SHORT = 150  # words of a page that only asks for a password or tells of an error
_FEWEST = 3

_MAGIC: Sequence[tuple[bytes, str]] = (
    (b"%PDF-", "a PDF file; save its text"),
    (b"{\\rtf", "an RTF file; save it as text"),
    (b"PK\x03\x04", "a zip archive or an office document; save its text"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document; save its text"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG\r\n", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"ID3", "a recording"),
    (b"OggS", "a recording"),
    (b"SQLite format 3\0", "a database"),
)

_CUE = r"[0-9:]{4,11}[.,][0-9]{1,3} +--> +[0-9:]{4,11}[.,][0-9]{1,3}"
_OPENINGS: Sequence[tuple[re.Pattern[str], str]] = tuple(
    (re.compile(opening, re.IGNORECASE), name)
    for opening, name in (
        (
            r"\s*(?:<!--[^>]{0,2000}-->\s*){0,9}(?:<!doctype html|<html[\s>]|<head>|<body[\s>])",
            "an HTML page; name it notes.html",
        ),
        (r"\s*<\?xml\s", "an XML file"),
        (
            r"(?-i:WEBVTT)(?:[ \t]*(?:\n|\Z)|[ \t][^\n]*\n(?s:.){0,4000}? --> )",
            "a WebVTT track of captions or chapters",
        ),
        (rf"\s*(?:\d{{1,6}}\s*\n)?{_CUE}", "a track of captions or chapters"),
        (r"version https://git-lfs\.github\.com/spec/", "a Git LFS pointer; fetch the file itself"),
        (r"\s*%META:TOPICINFO\{", "TWiki or Foswiki text"),
    )
)


def begins_like(data: bytes) -> str | None:
    """What the first bytes of a file show it to be, and what to do; None where it may be text."""
    return next((name for magic, name in _MAGIC if data.startswith(magic)), None)


def seems_to_be(data: bytes) -> str | None:
    """What a file of notes in plain text or Markdown seems to be instead, and what to do.

    None where it may be notes: whoever reads them has to find out more.
    """
    if name := begins_like(data):
        return name
    try:
        text, _ = decode(data[:_HEAD])
    except UnreadableError:
        return None
    lines = split_lines(text)
    head = "\n".join(lines)
    for opening, name in _OPENINGS:
        if opening.match(head):
            return name
    said = [line.strip() for line in lines if line.strip()]
    for test, name in _TESTS:
        if test(said, data):
            return name
    return None


# a paragraph's first words in bold print
_BOLD = re.compile(
    r"(?m)(?:^[ \t]*\n|\A) {0,3}\*\*(?=\S)(?:[^*\n]|\n(?=[ \t]*\S)){1,600}(?<=\S)\*\*"
)
_FEWEST_BOLD = 3
_HASHED = re.compile(r"(?m)^#{2,6} (?=\w)[^\n]*[^\s#]")
_FEWEST_HASHED = 2


def is_marked_up(data: bytes) -> bool:
    """Whether plain text is written in Markdown, with its headings or bold print.

    So is reStructuredText with bold print.
    """
    try:
        text, _ = decode(data)
    except UnreadableError:
        return False
    text = "\n".join(split_lines(text))
    marks = ((_BOLD, _FEWEST_BOLD), (_HASHED, _FEWEST_HASHED))
    return any(sum(1 for _ in islice(mark.finditer(text), few)) == few for mark, few in marks)


def _is_json(said: Sequence[str], data: bytes) -> bool:
    """One value that is an object or a list of some, or at least two lines of one each."""
    if not said or said[0][0] not in "{[":
        return False
    if all(_has_objects(line) for line in said[:2]) and len(said) > 1:
        return True
    return _has_objects(data)


def _has_objects(text: str | bytes) -> bool:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(item, dict) for item in value)
    )


_FIELD = re.compile(r"([A-Za-z][A-Za-z-]{1,40}):(?:\s|$)")
_OF_MAIL = frozenset(
    {"message-id", "mime-version", "received", "content-type", "return-path", "delivered-to"}
)
_ENVELOPE = re.compile(r"From \S+ .{0,40}\d{2}:\d{2}:\d{2} .{0,20}\d{4}")


def _is_mail(said: Sequence[str], _data: bytes) -> bool:
    """Fields of a header that only programs write, from the first line on."""
    enveloped = bool(said) and _ENVELOPE.match(said[0]) is not None
    names: set[str] = set()
    for line in said[enveloped : enveloped + 30]:
        if field := _FIELD.match(line):
            names.add(field[1].casefold())
        elif not names:
            return False
    if enveloped:
        return "from" in names
    return "from" in names and len(names & _OF_MAIL) > 1


_CHAPTER = re.compile(
    r"[(\[]?(?:(\d{1,2}):)?(\d{1,2}):(\d{2})[)\]]?\s*[-–—:|]?\s*[^\s?][^?]{0,120}$"
)


def _is_chapters(said: Sequence[str], _data: bytes) -> bool:
    """Nothing but times from zero on, each later than the last, each with a title."""
    found = [_CHAPTER.match(line) for line in said]
    if len(found) < _FEWEST:
        return False
    times = [tuple(int(part or 0) for part in match.groups()) for match in found if match]
    later = all(one < other for one, other in pairwise(times))
    return len(times) == len(found) and times[0] == (0, 0, 0) and later


_TWIKI = re.compile(r"---\+{1,6}(?:!!)?\s*\w")


def _is_twiki(said: Sequence[str], _data: bytes) -> bool:
    return sum(_TWIKI.match(line) is not None for line in said) > 1


_VIMWIKI = re.compile(r"%(?:toc|title|nohtml|template|date)(?:\s|$)")
_VIMWIKI_HEADING = re.compile(r"(=+) [^=]+ \1$")


def _is_vimwiki(said: Sequence[str], _data: bytes) -> bool:
    placed = any(map(_VIMWIKI.match, said))
    return placed and any(map(_VIMWIKI_HEADING.match, said))


# a page that asks for a password shows a line of each of these
_LOGIN = tuple(
    re.compile(rf"(?:{line}):?\s*\*?", re.IGNORECASE)
    for line in (
        r"user ?name(?: or .{1,30})?|login|e-?mail(?: address)?|benutzername|nom d.utilisateur",
        r"password|passwort|mot de passe|contraseña",
        r"(?:please )?(?:log|sign) ?in(?: .{1,40})?|login|anmelden|se connecter|iniciar sesión",
    )
)
_ERROR = re.compile(
    r"(?:error )?(?:4\d\d|50\d)[\s:–-]+(?:error|not found|forbidden|unauthori[sz]ed|bad request|"
    r"bad gateway|internal server|service unavailable|gateway time|too many|gone)\b.{0,60}",
    re.IGNORECASE,
)


def _is_login(said: Sequence[str], _data: bytes) -> bool:
    short = sum(len(line.split()) for line in said) <= _SHORT
    return short and all(any(map(field.fullmatch, said)) for field in _LOGIN)


def _is_error(said: Sequence[str], _data: bytes) -> bool:
    short = sum(len(line.split()) for line in said) <= _SHORT // _FEWEST
    return bool(said) and short and _ERROR.fullmatch(said[0]) is not None


_TESTS: Sequence[tuple[Callable[[Sequence[str], bytes], bool], str]] = (
    (_is_json, "JSON"),
    (_is_mail, "mail, which is private; take it away"),
    (_is_chapters, "the chapters of a recording"),
    (_is_twiki, "TWiki or Foswiki text"),
    (_is_vimwiki, "Vimwiki text"),
    (_is_login, "a login page"),
    (_is_error, "an error page"),
)
