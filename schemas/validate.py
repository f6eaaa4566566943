"""Whole tables against the contract: what fails, named by row ids and never by a cell's value."""

import copy
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import pandera.pandas as pandera
from pandera.errors import SchemaError, SchemaErrors

from schemas.contract import Table
from schemas.words import FollowUpStatus

Frames = Mapping[str, pd.DataFrame]
Rows = npt.NDArray[np.bool_]

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Failure:
    """A check that a table did not pass.

    Attributes:
        table: The table's name.
        check: The check's name, one of `checks` of the table's model.
        column: The column at fault; None where several are.
        rows: Primary keys of failing rows, joined with " / ", no more than 20; empty where
            the fault is not one of rows (a column missing, unknown or of the wrong type).
        count: All failing rows; 0 where the fault is not one of rows.
    """

    table: str
    check: str
    column: str | None
    rows: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Fault:
    """What a check found: the failing rows of the whole table, as a mask."""

    check: str
    column: str | None
    rows: Rows


def checks(model: type[Table]) -> Mapping[str, str]:
    """All checks of a table, in the order in which they are made, and what each one holds."""
    own = {str(check.name): check.description or "" for check in model.to_schema().checks}
    across = {name: find.__doc__ or "" for name, find in ACROSS.get(model.table_name(), {}).items()}
    foreign = {"foreign_keys": "Each reference leads to a row of the table it names."}
    return {
        "schema": "The columns are the contract's, with their types, words and limits.",
        **own,
        "key": "The primary key is there, and no two rows share it.",
        **(foreign if any(c.references for c in model.columns()) else {}),
        **across,
    }


def validate(
    frames: Frames, models: Mapping[str, type[Table]], beside: Frames | None = None
) -> tuple[Failure, ...]:
    """All failures, in the order of the tables and their checks; none means a sound data set.

    A check without a failure here has passed.

    Args:
        frames: The tables by name, with pandas' nullable types.
        models: Their models, and those of all tables that they refer to.
        beside: Tables that they refer to and that are sound already, which need no model.

    Raises:
        ValueError: Frames and models are not of the same tables.
    """
    if differing := sorted(frames.keys() ^ models.keys()):
        raise ValueError(f"tables without a model or models without a table: {differing}")
    # a missing column is the schema check's to report; the others see it as all null
    whole = dict(beside or {}) | {
        name: frames[name].reset_index(drop=True).reindex(columns=[c.name for c in model.columns()])
        for name, model in models.items()
    }
    return tuple(
        _failure(model, whole[name], fault)
        for name, model in models.items()
        for fault in _faults(model, frames[name].reset_index(drop=True), whole)
    )


def _faults(model: type[Table], frame: pd.DataFrame, whole: Frames) -> Iterator[Fault]:
    name = model.table_name()
    yield from _schema(model, frame)
    yield from _key(model, whole[name])
    yield from _foreign_keys(model, whole)
    for check, find in ACROSS.get(name, {}).items():
        yield from find(check, whole)


def _schema(model: type[Table], frame: pd.DataFrame) -> Iterator[Fault]:
    """Pandera's verdict: one fault a column, and one for each check of the whole table."""
    schema = copy.deepcopy(model.to_schema())
    every = [*schema.checks, *(check for c in schema.columns.values() for check in c.checks)]
    for check in every:
        check.n_failure_cases = 1  # rows are taken from the outputs, its cases cost seconds
    try:
        schema.validate(frame, lazy=True)
    except SchemaErrors as found:
        errors = found.schema_errors
    else:
        return
    rows: dict[tuple[str, str | None], Rows] = {}
    for error in errors:
        place = _place(error)
        rows[place] = rows.get(place, _none(frame)) | _failing(error, frame)
    order = {check: position for position, check in enumerate(checks(model))}
    for (check, column), failing in sorted(rows.items(), key=lambda item: order[item[0][0]]):
        yield Fault(check, column, failing)


def _place(error: SchemaError) -> tuple[str, str | None]:
    """The name of the check, and the column where there is one."""
    if isinstance(error.schema, pandera.Column):
        return "schema", error.schema.name
    if isinstance(error.check, pandera.Check):
        return str(error.check.name), None
    return "schema", str(error.failure_cases)  # a missing or unknown column, by name


def _failing(error: SchemaError, frame: pd.DataFrame) -> Rows:
    if isinstance(error.check_output, pd.Series):
        passed = error.check_output.reindex(frame.index).astype("boolean").fillna(value=True)
        return np.logical_not(passed.to_numpy(dtype=bool))
    if error.check == "not_nullable":
        null: Rows = frame[error.schema.name].isna().to_numpy(dtype=bool)
        return null
    return _none(frame)


def _none(frame: pd.DataFrame) -> Rows:
    return np.zeros(len(frame), dtype=bool)


def _key(model: type[Table], frame: pd.DataFrame) -> Iterator[Fault]:
    """Rows that share their primary key, or lack a part of it that may not be null."""
    columns = [c for c in model.columns() if c.key]
    for c in columns:
        if not c.nullable and (null := frame[c.name].isna().to_numpy()).any():
            yield Fault("key", c.name, null)
    shared = frame.duplicated([c.name for c in columns], keep=False).to_numpy()
    if shared.any():
        yield Fault("key", None, shared)


def _foreign_keys(model: type[Table], whole: Frames) -> Iterator[Fault]:
    frame = whole[model.table_name()]
    for c in model.columns():
        if c.references:
            table, _, column = c.references.partition(".")
            # as objects: pandas looks Arrow's strings up in Python, one by one
            names, known = (of.astype("object") for of in (frame[c.name], whole[table][column]))
            dangling = names.notna() & ~names.isin(known)
            if dangling.any():
                yield Fault("foreign_keys", c.name, dangling.to_numpy(dtype=bool))


def _evidence_verbatim(check: str, whole: Frames) -> Iterator[Fault]:
    """The words an outcome rests on stand in one of that question's answers."""
    answers, questions = whole["answers"], whole["questions"]
    said: dict[object, list[str]] = defaultdict(list)
    for question, text in zip(answers["question_id"], answers["text"].fillna(""), strict=True):
        said[question].append(text)
    rows = zip(questions["question_id"], questions["outcome_evidence"], strict=True)
    invented = [
        not pd.isna(words) and not any(words in text for text in said.get(question, ()))
        for question, words in rows
    ]
    if any(invented):
        yield Fault(check, "outcome_evidence", np.array(invented))


def _fulfilled_is_shown(check: str, whole: Frames) -> Iterator[Fault]:
    """A promise is fulfilled where fulfilments says by what, or a person says so, only."""
    promises, told = whole["follow_ups"], whole["corrections"]
    shown = promises["follow_up_id"].isin(whole["fulfilments"]["follow_up_id"])
    of_status = (told["table"] == "follow_ups") & (told["column"] == "status")
    stated = promises["follow_up_id"].isin(told["row_id"][of_status])
    fulfilled = promises["status"] == FollowUpStatus.FULFILLED
    differing = (fulfilled != shown) & ~(stated & fulfilled)
    if differing.any():
        yield Fault(check, "status", differing.to_numpy(dtype=bool))


def _kept_by_another_answer(check: str, whole: Frames) -> Iterator[Fault]:
    """The answer that keeps a promise is another than made it, of the same session or a later."""
    kept = whole["fulfilments"]
    made = whole["follow_ups"].drop_duplicates("follow_up_id").set_index("follow_up_id")
    held = whole["sessions"].drop_duplicates("session_id").set_index("session_id")["date"]
    given = whole["answers"].drop_duplicates("answer_id").set_index("answer_id")["session_id"]
    promised = kept["follow_up_id"].map(made["session_id"]).map(held)
    fulfilled = kept["answer_id"].map(given).map(held)
    unknown = promised.isna() | fulfilled.isna()  # the foreign keys' to report
    early = [not u and f < p for u, f, p in zip(unknown, fulfilled, promised, strict=True)]
    itself = kept["follow_up_id"].map(made["answer_id"]) == kept["answer_id"]
    wrong = np.array(early, dtype=bool) | itself.to_numpy(dtype=bool)
    if wrong.any():
        yield Fault(check, "answer_id", wrong)


def _linked_to_earlier(check: str, whole: Frames) -> Iterator[Fault]:
    """The other question is of an earlier day."""
    links = whole["question_links"]
    held = whole["sessions"].drop_duplicates("session_id").set_index("session_id")["date"]
    asked = whole["questions"].drop_duplicates("question_id").set_index("question_id")["session_id"]
    days = asked.map(held)
    later, earlier = links["question_id"].map(days), links["other_question_id"].map(days)
    unknown = later.isna() | earlier.isna()  # the foreign keys' to report
    wrong = [not u and e >= n for u, e, n in zip(unknown, earlier, later, strict=True)]
    if any(wrong):
        yield Fault(check, "other_question_id", np.array(wrong))


#: Checks of a table against others, by table and name.
ACROSS: Mapping[str, Mapping[str, Callable[[str, Frames], Iterator[Fault]]]] = {
    "follow_ups": {"fulfilled_is_shown": _fulfilled_is_shown},
    "question_links": {"linked_to_earlier": _linked_to_earlier},
    "fulfilments": {"kept_by_another_answer": _kept_by_another_answer},
    "questions": {"evidence_verbatim": _evidence_verbatim},
}


def _failure(model: type[Table], frame: pd.DataFrame, fault: Fault) -> Failure:
    keys = frame.loc[fault.rows, list(model.primary_key())].head(SHOWN)
    ids = (
        " / ".join("null" if pd.isna(part) else str(part) for part in key)
        for key in keys.itertuples(index=False)
    )
    return Failure(
        table=model.table_name(),
        check=fault.check,
        column=fault.column,
        rows=tuple(dict.fromkeys(ids)),
        count=int(fault.rows.sum()),
    )
