"""Hand-coded files: their shape, and what is said of one that has another.

A key that is left out was not coded, and nothing is scored that needs it; that is not the
same as null or an empty list, which say that there is nobody or nothing. Keys that are not
named here are notes of the coders.
"""

import json
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

from schemas.words import FollowUpKind, FollowUpStatus, Mode, Outcome, Status


class GoldError(Exception):
    """A hand-coded file cannot be used; `str()` is one line: file, place in it, what to do."""


def _in_order(span: tuple[Any, Any]) -> tuple[Any, Any]:
    if span[0] > span[1]:
        raise ValueError("the first must not be behind the last")
    return span


def _inside(path: str) -> str:
    parts = PurePosixPath(path)
    if parts.is_absolute() or ".." in parts.parts:
        raise ValueError("must be a path below the folder of sources")
    return path


def _day(value: Any) -> Any:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise ValueError("must be a day written YYYY-MM-DD") from error
    return value


_Line = Annotated[int, Field(ge=1, strict=True)]
_Day = Annotated[date, BeforeValidator(_day)]
_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]

#: First and last line, 1-based, inclusive.
Lines = Annotated[tuple[_Line, _Line], AfterValidator(_in_order)]
#: First and last day.
Due = Annotated[tuple[_Day, _Day], AfterValidator(_in_order)]


class _Gold(BaseModel):
    model_config = ConfigDict(frozen=True)

    def codes(self, key: str) -> bool:
        """Whether the coders said anything about `key`, be it that there is none."""
        return key in self.model_fields_set


class GoldAnswer(_Gold):
    """An answer; a null speaker means that nobody may be named."""

    lines: Lines
    speaker: _Text | None = None
    mode: Mode | None = None


class GoldFollowUp(_Gold):
    """A promise; a null `due` means that no words about time were said."""

    lines: Lines
    kind: FollowUpKind | None = None
    due: Due | None = None
    status: FollowUpStatus | None = None


class GoldQuestion(_Gold):
    """A question; `outcome_any` and `status_any` hold every word that a coder defends."""

    lines: Lines
    heading: _Text | None = None
    answers: tuple[GoldAnswer, ...] = ()
    outcome_any: tuple[Outcome, ...] = ()
    status_any: tuple[Status, ...] = ()
    follow_ups: tuple[GoldFollowUp, ...] = ()


class GoldSession(_Gold):
    """What is known of the session, for days that are told relative to it."""

    date: _Day | None = None


class GoldFile(_Gold):
    """A document as people coded it, its questions down the page."""

    file: Annotated[_Text, AfterValidator(_inside)]
    session: GoldSession = GoldSession()
    questions: tuple[GoldQuestion, ...]


def load_gold(folder: Path) -> tuple[GoldFile, ...]:
    """Every `*.json` of a folder, sorted by file name.

    Raises:
        GoldError: there is none, or one is wrong.
    """
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise GoldError(f"{folder}: holds no gold files; expected a folder with *.json")
    return tuple(_load(path) for path in paths)


def source_of(gold: GoldFile, sources: Path) -> Path:
    """Where the coded document lies.

    Raises:
        GoldError: it is not there.
    """
    path = sources / gold.file
    if not path.is_file():
        raise GoldError(f"{gold.file}: is not below {sources}; name its folder with --sources")
    return path


def _load(path: Path) -> GoldFile:
    try:
        return GoldFile.model_validate(json.loads(path.read_text("utf-8")))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = _place(first["loc"])
        raise GoldError(f"{path.name}: {place}{_plain(first['msg'])}") from error
    except json.JSONDecodeError as error:
        raise GoldError(f"{path.name}:{error.lineno}: is not JSON ({error.msg})") from error
    except (UnicodeDecodeError, RecursionError, OSError) as error:
        raise GoldError(f"{path.name}: cannot be read as JSON in UTF-8") from error


def _place(loc: tuple[int | str, ...]) -> str:
    """A place in the file, as in `questions[2].lines: `."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in loc)
    place = "".join(steps).removeprefix(".")
    return f"{place}: " if place else ""


def _plain(message: str) -> str:
    message = message.removeprefix("Value error, ")
    return message[:1].lower() + message[1:]
