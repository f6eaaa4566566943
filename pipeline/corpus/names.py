"""What the name of a session's folder and of the files in it says."""

import re
from dataclasses import dataclass
from datetime import date

from pipeline.corpus.settings import LANGUAGE, SLUG
from schemas.words import DocumentKind

SETTINGS = "session.yaml"
CORRECTIONS = "corrections.yaml"

_SUFFIXES = {
    DocumentKind.NOTES: ("txt", "md", "html", "wiki", "wikitext"),
    DocumentKind.TRANSCRIPT: ("vtt", "srt", "txt"),
    DocumentKind.CHAT: ("txt", "log", "json", "jsonl"),
}
_NOTES_PART = rf"@(?P<revision>[0-9A-Za-z_-]+)|\.(?P<language>{LANGUAGE.pattern})"
_STEMS = {
    DocumentKind.NOTES: rf"notes(?:{_NOTES_PART})?",
    DocumentKind.TRANSCRIPT: r"transcript.*",
    DocumentKind.CHAT: r"chat.*",
}
_PATTERNS = {
    kind: re.compile(rf"{_STEMS[kind]}\.(?P<suffix>{'|'.join(suffixes)})")
    for kind, suffixes in _SUFFIXES.items()
}
_SESSION = re.compile(rf"([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})(?:-{SLUG.pattern})?")

#: The names that a document may have, for messages.
EXPECTED = "expected notes.{{{}}}, transcript*.{{{}}} or chat*.{{{}}}".format(
    *map(",".join, _SUFFIXES.values())
)

# what people call a document, and under which ending it is read
_ENDINGS = {
    "htm": "html", "xhtml": "html", "markdown": "md", "mdown": "md", "mkd": "md",
    "mediawiki": "wiki", "text": "txt", "org": "txt", "adoc": "txt", "asciidoc": "txt",
    "asc": "txt", "rst": "txt", "textile": "txt",
}  # fmt: skip
_TO_EXPORT = frozenset({"doc", "docx", "odt", "pages", "pdf", "rtf", "epub"})


@dataclass(frozen=True, slots=True)
class FileName:
    """A document's name, taken apart.

    Attributes:
        kind: What the document is.
        suffix: The ending, without the dot.
        language: Of a translation of the notes (`notes.<language>.<suffix>`).
        revision: Of the notes (`notes@<revision>.<suffix>`).
    """

    kind: DocumentKind
    suffix: str
    language: str | None = None
    revision: str | None = None


def file_name(name: str) -> FileName | None:
    """The parts of a document's name; None where it is no document's."""
    for kind, pattern in _PATTERNS.items():
        if found := pattern.fullmatch(name):
            parts = found.groupdict()
            if parts.get("language") not in _SUFFIXES[kind]:
                return FileName(kind, **parts)
    return None


def advice(name: str) -> str:
    """What to do with a file whose name is no document's: `name`, in small letters."""
    settings = re.sub(r"\.yml$", ".yaml", name)
    if settings in (SETTINGS, CORRECTIONS):
        return f"rename it to {settings}"
    stem, *endings = name.split(".")
    if endings and endings[-1] in _TO_EXPORT:
        return "save its text as notes.txt, or the page as notes.html"
    meant = [stem, *(_ENDINGS.get(ending, ending) for ending in endings)]
    others = [[kind.value, *meant[-1:]] for kind in DocumentKind]
    for parts in (meant, meant[:-1], [stem, "txt"], *others):
        if file_name(better := ".".join(parts)):
            return f"rename it to {better} or take it away"
    return "rename it or take it away"


def session_day(session_id: str) -> date | None:
    """The day a session's id begins with; None where it is no session's id."""
    found = _SESSION.fullmatch(session_id)
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None
