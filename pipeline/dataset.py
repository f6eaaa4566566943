"""Sessions' rows to the whole tables."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
from pyarrow import compute

from pipeline.clues.kept import CLUES, clues_table
from pipeline.corpus import Corpus, Folder, LoadedCorpus, Problem
from pipeline.engine import Engine, Inline
from pipeline.enrich.meaning import SemanticExtraError, embed
from pipeline.link.kept import linked
from pipeline.link.proposals import people_to_review
from pipeline.results import read_all
from pipeline.rows import Row, topic_rows
from pipeline.shards import Told
from pipeline.store.cache import Cache
from pipeline.store.parquet import in_order, to_arrow
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
    whole = assemble(loaded.corpus, tables, cache)
    report = {
        "sessions": {one.name: one.documents for one in told if one.documents is not None},
        "refused": [str(problem) for problem in sorted(refused, key=_order)],
        "warnings": [str(problem) for problem in sorted(warnings, key=_order)],
        "people_to_review": people_to_review(whole, loaded.corpus),
        "again": [one.name for one in told if not one.settled],
    }
    return Dataset(whole, report, told)


def assemble(
    corpus: Corpus, tables: dict[str, pa.Table], cache: Cache | None = None
) -> Mapping[str, pa.Table]:
    """The tables of the contract, each sorted by its key, from the rows of all sessions.

    Sessions are linked by their clues, where `tables` holds them. `tables` are given away, and
    empty afterwards: what is in order need not be held a second time.
    """
    links = linked(tables.pop(CLUES, None) or clues_table(()), cache)
    found = {name: tables.pop(name, None) or to_arrow(model, ()) for name, model in TABLES.items()}
    found["question_links"] = links["question_links"]
    found["fulfilments"] = pa.concat_tables([found["fulfilments"], links["fulfilments"]])
    found["follow_ups"] = _with_status(found["follow_ups"], found["fulfilments"])
    whole = {name: in_order(model, found.pop(name)) for name, model in TABLES.items()}
    return {
        **whole,
        "people": to_arrow(TABLES["people"], _once(whole["people"].to_pylist())),
        "topics": to_arrow(TABLES["topics"], topic_rows(corpus)),
        "questions_flat": _with_promises(whole["questions_flat"], whole["follow_ups"]),
    }


def _with_status(follow_ups: pa.Table, fulfilments: pa.Table) -> pa.Table:
    """The promises, those of them fulfilled that any answer shows kept."""
    shown = compute.is_in(follow_ups["follow_up_id"], fulfilments["follow_up_id"])
    status = compute.if_else(shown, FollowUpStatus.FULFILLED.value, follow_ups["status"])
    at = follow_ups.schema.get_field_index("status")
    return follow_ups.set_column(at, follow_ups.schema.field(at), status)


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
