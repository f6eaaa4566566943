"""Whether a corrected session still keeps the contract, before it meets the others."""

from collections.abc import Mapping, Sequence

from pipeline.corpus import Corpus, Problem
from pipeline.corpus.corrections import Correction
from pipeline.corpus.problems import RefusedError
from pipeline.rows import Tables, topic_rows
from pipeline.store.parquet import to_arrow, to_pandas
from schemas import TABLES, Table
from schemas.corrections import CORRECTED
from schemas.validate import Failure, checks, validate


def check_contract(tables: Tables, corrections: Sequence[Correction], corpus: Corpus) -> None:
    """Raises `RefusedError` where a check fails, at the corrections of the rows that fail it."""
    rows = {**tables, "topics": topic_rows(corpus)}
    models = _needed()
    frames = {
        name: to_pandas(to_arrow(model, rows.get(name, ()))) for name, model in models.items()
    }
    failures = validate(frames, models)
    if problems := [p for failure in failures for p in _problems(failure, corrections)]:
        raise RefusedError(*problems)


def _needed() -> Mapping[str, type[Table]]:
    """The tables that are corrected or follow from those, and all that they refer to."""
    names = [*CORRECTED, "fulfilments", "corrections"]
    for name in names:
        for column in TABLES[name].columns():
            table = (column.references or name).partition(".")[0]
            if table not in names:
                names.append(table)
    return {name: model for name, model in TABLES.items() if name in names}


def _problems(failure: Failure, corrections: Sequence[Correction]) -> Sequence[Problem]:
    holds = checks(TABLES[failure.table])[failure.check]
    where = f" ({failure.column})" if failure.column else ""
    message = f"would break the contract of {failure.table}{where}: {holds} Correct what it needs"
    own = [c for c in corrections if c.table == failure.table and c.row_id in failure.rows]
    return [c.problem(message) for c in own] or [Problem(corrections[0].path, None, message)]
