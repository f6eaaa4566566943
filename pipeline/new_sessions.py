"""New folders of sessions below `raw/sessions`: all that are asked for are made, or none."""

import tempfile
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path

from pipeline.corpus.files import read
from pipeline.corpus.names import SETTINGS, session_day
from pipeline.corpus.problems import Problem, RefusedError, quoted
from pipeline.corpus.settings import read_corpus
from pipeline.store.atomic import replacing

_CORPUS = "corpus.yaml"


def make_session(session_id: str, raw: Path) -> Path:
    """Make the folder of a session, with a `session.yaml` of comments.

    Returns:
        The folder.

    Raises:
        RefusedError: it is no session's id, something is in the way, `corpus.yaml` is wrong, or
            the folder cannot be made.
    """
    if session_day(session_id) is None:
        message = (
            "is no session's id; expected a day of the calendar as YYYY-MM-DD, or "
            "YYYY-MM-DD-slug (lower-case letters, digits, hyphens)"
        )
        raise RefusedError(Problem(quoted(session_id), None, message))
    template = files(__package__).joinpath("session_template.yaml").read_text("utf-8")
    text = "".join((template, *_series(raw)))
    write_sessions({session_id: {SETTINGS: text.encode()}}, raw / "sessions")
    return raw / "sessions" / session_id


def _series(raw: Path) -> Iterator[str]:
    """The lines that offer the series of the corpus."""
    path = raw / _CORPUS
    series = read_corpus(read(path, _CORPUS).data, _CORPUS).series if path.exists() else {}
    if series:
        yield "\n# Which series of corpus.yaml it belongs to.\n"
    for slug, title in series.items():
        yield f"# series: {slug}  # {' '.join(title.split())}\n"


def write_sessions(folders: Mapping[str, Mapping[str, bytes]], sessions: Path) -> None:
    """Make folders below `sessions`, each with its files by name.

    Raises:
        RefusedError: one is there already, or cannot be made; then none is.
    """
    in_the_way = [
        Problem(str(folder), None, "is there already; move it out of the way, and try again")
        for name in folders
        if (folder := sessions / name).exists() or folder.is_symlink()
    ]
    if in_the_way:
        raise RefusedError(*in_the_way)
    try:
        sessions.mkdir(parents=True, exist_ok=True)
        # beside, under a name that a build passes over
        with tempfile.TemporaryDirectory(prefix=".new-", dir=sessions) as beside:
            for name, contents in folders.items():
                for file, data in contents.items():
                    with replacing(Path(beside, name, file)) as stream:
                        stream.write(data)
            for name in folders:
                Path(beside, name).rename(sessions / name)
    except OSError as error:
        message = f"cannot be written to ({error.strerror})"
        raise RefusedError(Problem(str(sessions), None, message)) from error
