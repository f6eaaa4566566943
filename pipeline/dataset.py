"""Sessions' rows to the whole tables."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
from pyarrow import compute

from pipeline.clues.kept import CLUES, read_clues
from pipeline.corpus import Corpus, Folder, LoadedCorpus, Problem
from pipeline.engine import Engine, Inline
from pipeline.enrich.meaning import SemanticExtraError, embed
from pipeline.link.proposals import people_to_review
from pipeline.link.tables import link
from pipeline.results import read_all
from pipeline.rows import Row, topic_rows
from pipeline.shards import Told
from pipeline.store.cache import Cache
from pipeline.store.parquet import as_arrow, in_order, to_arrow
from schemas import TABLES
from schemas.words import FollowUpStatus

Track = Callable[[Sequence[Folder]], Iterable[Folder]]


class NothingBuiltError(Exception):
    """Nothing could be built; `problems` say why."""

    def __init__(
        self, problems: Sequence[Problem], summary: str = "no session could be built"
    ) -> None:
        """Keep the problems."""
        super().__init__(summary)
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Dataset:
    """The whole tables, and a report of what became of every file.

    `report` is plain data: per session and document the format and the lines left out by
    rule, then what was refused, then what is odd, then people of whom two may be one,
    then which sessions should be tried again. `told` is what became of every folder in this
    run, and no part of a build.
    """

    tables: Mapping[str, pa.Table]
    report: Mapping[str, object]
    told: tuple[Told, ...] = ()


def build_dataset(
    loaded: LoadedCorpus,
    track: Track = iter,
    *,
    engine: Engine | None = None,
    cache: Cache | None = None,
    anew: Collection[str] = (),
) -> Dataset:
    """Read every session and put their rows together; `track` may show how far it is.

    A session that cannot be read, or at which the program fails, costs itself and is named.
    What `cache` holds is not read again, but for the sessions in `anew`; what was read is in it,
    even where this is stopped.

    Raises:
        NothingBuiltError: no session could be built, or one of `anew` is not there.
        EngineError: the engine does not work.
    """
    if loaded.corpus.semantic:
        try:
            embed([""])
        except SemanticExtraError as error:
            raise NothingBuiltError([Problem("corpus.yaml", None, str(error))]) from error
    if unknown := sorted(set(anew) - {folder.name for folder in loaded.folders}):
        problems = [Problem(f"sessions/{name}", None, "is not there") for name in unknown]
        raise NothingBuiltError(problems, "a session to read again is not there")
    progress = iter(track(loaded.folders))
    told, tables = read_all(loaded, engine or Inline(), cache, progress, anew)
    above = loaded.above
    refused = [*above.refused, *(problem for one in told for problem in one.refused)]
    warnings = [*above.warnings, *(problem for one in told for problem in one.warnings)]
    if all(one.documents is None for one in told):
        raise NothingBuiltError(sorted(refused, key=_order))
    whole = assemble(loaded.corpus, tables)
    report = {
        "sessions": {one.name: one.documents for one in told if one.documents is not None},
        "refused": [str(problem) for problem in sorted(refused, key=_order)],
        "warnings": [str(problem) for problem in sorted(warnings, key=_order)],
        "people_to_review": people_to_review(whole, loaded.corpus),
        "again": [one.name for one in told if not one.settled],
    }
    return Dataset(whole, report, told)


def assemble(corpus: Corpus, tables: Mapping[str, pa.Table]) -> Mapping[str, pa.Table]:
    """The tables of the contract, each sorted by its key, from the rows of all sessions.

    Sessions are linked by their clues, where `tables` holds them.
    """
    found = {name: tables.get(name) or to_arrow(model, ()) for name, model in TABLES.items()}
    asked = read_clues(tables[CLUES]) if CLUES in tables else ()
    links = link(asked, _Rows(found))
    linked = {name: as_arrow(TABLES[name], rows) for name, rows in links.items()}
    whole = {name: in_order(TABLES[name], table) for name, table in {**found, **linked}.items()}
    return {
        **whole,
        "people": to_arrow(TABLES["people"], _once(found["people"].to_pylist())),
        "topics": to_arrow(TABLES["topics"], topic_rows(corpus)),
        "questions_flat": _with_promises(whole["questions_flat"], whole["follow_ups"]),
    }


class _Rows(Mapping[str, Sequence[Row]]):
    """Tables as rows, made of those that are asked for."""

    def __init__(self, tables: Mapping[str, pa.Table]) -> None:
        self._tables = tables

    def __getitem__(self, name: str) -> Sequence[Row]:
        rows: Sequence[Row] = self._tables[name].to_pylist()
        return rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)


def _with_promises(flat: pa.Table, follow_ups: pa.Table) -> pa.Table:
    """The wide rows with the promises that are open now: another session may have kept one."""
    is_open = compute.equal(follow_ups["status"], FollowUpStatus.OPEN.value)
    promises = Counter(follow_ups.filter(is_open)["question_id"].to_pylist())
    counts = [promises[question_id] for question_id in flat["question_id"].to_pylist()]
    at = flat.schema.get_field_index("open_promises")
    field = flat.schema.field(at)
    return flat.set_column(at, field, pa.chunked_array([counts], field.type))


def _once(people: Iterable[Row]) -> Iterable[Row]:
    """Each person once; of several spellings of one name, the first in order of code points."""
    by_id: dict[object, Row] = {}
    for person in sorted(people, key=lambda row: (str(row["name"]), str(row["kind"]))):
        by_id.setdefault(person["person_id"], person)
    return by_id.values()


def _order(problem: Problem) -> tuple[str, int, str]:
    return problem.order
