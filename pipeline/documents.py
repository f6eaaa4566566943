"""A file of a session to a document: which reader it is for, and what is refused."""

from collections.abc import Callable, Mapping

from pipeline.collector import uncollected
from pipeline.corpus import Problem, SessionFile
from pipeline.corpus.problems import RefusedError
from pipeline.extract.several import sessions_in
from pipeline.readers.document import Document, UnreadableError
from pipeline.readers.html import read_html
from pipeline.readers.markdown import read_markdown
from pipeline.readers.plain import read_plain
from pipeline.readers.sniff import begins_like, is_marked_up, seems_to_be
from pipeline.readers.spoken import read_chat, read_transcript
from pipeline.readers.wikitext import read_wikitext
from schemas.words import DocumentKind

READERS: Mapping[str, Callable[[bytes], Document]] = {
    "txt": uncollected(read_plain),
    "md": uncollected(read_markdown),
    "html": uncollected(read_html),
    "wiki": uncollected(read_wikitext),
    "wikitext": uncollected(read_wikitext),
}
_LOOSE = frozenset({"txt", "md"})  # any text could be one; the other readers tell by themselves
_SHOWN_DAYS = 3


def read_document(file: SessionFile) -> Document:
    """Read a file as what its name says it is.

    Raises:
        UnreadableError: it is something else, or no text.
        RefusedError: notes that hold several sessions.
    """
    if file.kind is DocumentKind.TRANSCRIPT:
        return read_transcript(file.data, file.suffix)
    if file.kind is DocumentKind.CHAT:
        return read_chat(file.data)
    if not file.data.strip():
        raise UnreadableError("holds nothing but blank lines; fill it or take it away")
    tell = seems_to_be if file.suffix in _LOOSE else begins_like
    if other := tell(file.data):
        raise UnreadableError(f"seems to be {other}; expected notes")
    marked_up = file.suffix == "txt" and is_marked_up(file.data)
    document = READERS["md" if marked_up else file.suffix](file.data)
    parts = sessions_in(document)
    if parts:
        days = list(dict.fromkeys(str(part.day) for part in parts))
        shown = ", ".join(days if len(days) <= _SHOWN_DAYS else [*days[:_SHOWN_DAYS], "…"])
        message = (
            f"holds {len(parts)} sessions ({shown}); run `officehours split` on this file: it "
            "makes a folder for each"
        )
        raise RefusedError(Problem(file.path, parts[0].line_start, message))
    return document
