"""A session's `corrections.yaml`: what a person says of its rows.

Everything that can be told without the rows is checked here: the keys, the table, the column,
and whether the value is one that the column may hold.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

import pyarrow as pa
from pydantic import BeforeValidator, RootModel

from pipeline.corpus.located import Located, parse
from pipeline.corpus.problems import Problem, RefusedError, quoted
from pipeline.corpus.settings import CorpusSettings, Settings, Text, read_day, read_moment
from pipeline.corpus.validation import suggestion, validate
from schemas.contract import Column
from schemas.corrections import CORRECTED, DECIDED, correctable
from schemas.questions import Questions
from schemas.sessions import Sessions
from schemas.words import WithdrawalReason

_ELSEWHERE = {
    "people": "names are joined and split in raw/people.yaml",
    "topics": "topics are listed in raw/topics.yaml",
}
_FOLLOWS = {
    "confirmed": "write 'confirm: true' instead of column and value",
    "outcome_method": "it becomes 'person' where the outcome is corrected",
    "topic_method": "it becomes 'person' where topic_id is corrected",
}
_TABLES = {**CORRECTED, **DECIDED}
_FORMS = "expected column and value, or confirm: true, or withdraw: true"


class Act(StrEnum):
    """What a person does to a row."""

    CORRECT = "correct"
    CONFIRM = "confirm"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Correction:
    """One item of the file.

    Attributes:
        act: What is done.
        table: The table's name, one of `CORRECTED` or `DECIDED`.
        row_id: The key of the row.
        column: The column that is corrected, else None.
        value: What it is to hold, in the column's type.
        written: The same as it stands in the file.
        reason: Why; one of `WithdrawalReason` where the row is withdrawn.
        path: The file, relative to `raw`.
        line: The item's line.
    """

    act: Act
    table: str
    row_id: str
    column: str | None
    value: object
    written: str | None
    reason: str
    path: str
    line: int | None

    def problem(self, message: str) -> Problem:
        """A problem of this item."""
        return Problem(self.path, self.line, message)


def _yes(value: Any) -> bool:
    if value != "true":
        raise ValueError("true, or not be there")
    return True


class _Item(Settings):
    table: Text
    row: Text
    column: Text | None = None
    value: Text | None = None
    confirm: Annotated[bool, BeforeValidator(_yes)] = False
    withdraw: Annotated[bool, BeforeValidator(_yes)] = False
    reason: Text | None = None


class _Items(RootModel[tuple[_Item, ...]]):
    pass


def read_corrections(data: bytes, path: str, corpus: CorpusSettings) -> tuple[Correction, ...]:
    """Reads a `corrections.yaml`, in the order of the file.

    Raises:
        RefusedError: with a problem for each item that cannot be meant.
    """
    located = parse(data, path)
    if located.data is None:
        return ()
    items = validate(_Items, located).root
    problems: list[Problem] = []
    found: list[Correction] = []
    for at, item in enumerate(items):
        try:
            found.append(_correction(at, item, located, corpus))
        except RefusedError as refusal:
            problems += refusal.problems
    problems += _twice(found)
    if problems:
        raise RefusedError(*problems)
    return tuple(found)


def _correction(at: int, item: _Item, located: Located, corpus: CorpusSettings) -> Correction:
    act = _act(at, item, located)
    if item.table not in _TABLES:
        hint = _ELSEWHERE.get(item.table) or suggestion(item.table, _TABLES, "tables")
        message = f"rows of {quoted(item.table)} are not corrected here; {hint}"
        raise RefusedError(located.problem(message, at, "table"))
    if act is Act.CONFIRM and item.table != Questions.table_name():
        message = f"only rows of questions are confirmed, not of {item.table}"
        raise RefusedError(located.problem(message, at, "confirm"))
    if act is Act.WITHDRAW and item.table in DECIDED:
        message = "a submission is not withdrawn here; take its source away"
        raise RefusedError(located.problem(message, at, "withdraw"))
    if act is Act.WITHDRAW and item.table == Sessions.table_name():
        message = "a session is not withdrawn here; take its folder away"
        raise RefusedError(located.problem(message, at, "withdraw"))
    return Correction(
        act=act,
        table=item.table,
        row_id=item.row,
        column=item.column,
        value=_value(at, item, located, corpus) if act is Act.CORRECT else None,
        written=item.value,
        reason=_reason(at, item, act, located),
        path=located.path,
        line=located.line(at),
    )


def _act(at: int, item: _Item, located: Located) -> Act:
    said = item.model_fields_set
    acts = [act for act in (Act.CONFIRM, Act.WITHDRAW) if act in said]
    if "column" in said or "value" in said:
        acts.append(Act.CORRECT)
    if len(acts) != 1:
        says = "several things at once" if acts else "nothing of the row"
        raise RefusedError(located.problem(f"says {says}; {_FORMS}", at))
    if acts == [Act.CORRECT] and not (item.column and "value" in said):
        lacking = "value" if item.column else "column"
        hint = " ('value: null' takes the old one away)" if item.column else ""
        raise RefusedError(located.problem(f"has no key {quoted(lacking)}; add it{hint}", at))
    return acts[0]


def _reason(at: int, item: _Item, act: Act, located: Located) -> str:
    if act is Act.WITHDRAW and item.reason not in [word.value for word in WithdrawalReason]:
        words = [word.value for word in WithdrawalReason]
        given = f"not {quoted(item.reason)}" if item.reason else "and there is none"
        message = f"'reason' must be the class of the withdrawal, {given}; "
        message += suggestion(item.reason or "", words, "classes")
        raise RefusedError(located.problem(message, at, "reason"))
    if item.reason is None and act is Act.CORRECT:
        raise RefusedError(located.problem("has no key 'reason'; add why it is so", at))
    return item.reason or "read and found right"


def _value(at: int, item: _Item, located: Located, corpus: CorpusSettings) -> object:
    model = _TABLES[item.table]
    columns = {c.name: c for c in correctable(model)}
    name = str(item.column)
    if name not in columns:
        known = name in {c.name for c in model.columns()}
        hint = _FOLLOWS.get(name) or suggestion(name, columns, "columns that can be")
        what = "cannot be corrected" if known else f"is no column of {item.table}"
        raise RefusedError(located.problem(f"{quoted(name)} {what}; {hint}", at, "column"))
    column = columns[name]
    if item.value is None:
        if not column.nullable:
            message = f"{name} is never null; give a value, or withdraw the row"
            raise RefusedError(located.problem(message, at, "value"))
        return None
    try:
        return _typed(column, item.value, corpus)
    except ValueError as error:
        message = f"{name} must be {error}, not {quoted(item.value)}"
        raise RefusedError(located.problem(message, at, "value")) from error


def _typed(column: Column, written: str, corpus: CorpusSettings) -> object:
    """The value in the column's type; a `ValueError` says what was expected."""
    if column.words:
        words = [word.value for word in column.words]
        if written not in words:
            raise ValueError(f"one of its words ({suggestion(written, words, 'words')})")
        return column.words(written)
    return _TYPED[column.arrow_type](written, corpus)


def _whole_number(written: str, _: CorpusSettings) -> int:
    if not (written.isascii() and written.isdigit()):
        raise ValueError("a whole number")
    return int(written)


_TYPED: Mapping[pa.DataType, Callable[[str, CorpusSettings], object]] = {
    pa.string(): lambda written, _: written,
    pa.int64(): _whole_number,
    pa.date32(): lambda written, _: read_day(written),
    pa.timestamp("us", "UTC"): lambda written, corpus: read_moment(written, corpus.time_zone),
}


def _twice(corrections: Sequence[Correction]) -> Iterator[Problem]:
    """A problem for each item that says of a cell or row what an earlier one says too."""
    first: dict[tuple[str, str, str | None, Act], Correction] = {}
    for correction in corrections:
        key = (correction.table, correction.row_id, correction.column, correction.act)
        earlier = first.setdefault(key, correction)
        if earlier is not correction:
            message = f"the same is already corrected on line {earlier.line}; keep one of them"
            yield correction.problem(message)
