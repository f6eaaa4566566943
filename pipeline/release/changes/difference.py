"""Two sides, compared: what differs, how far, and what it comes from."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

import pyarrow as pa
from pyarrow import compute

from pipeline.corpus.names import CORRECTIONS, SETTINGS
from pipeline.release.changes.contracts import ContractChange, contract_changes
from pipeline.release.changes.rows import Causes, changed_rows
from pipeline.release.changes.sides import Side
from pipeline.release.changes.vanished import identified, withdrawn
from pipeline.store.parquet import in_order
from schemas import RELEASES, STATISTICS, TABLES
from schemas.contract import Column
from schemas.words import ChangeCause, ChangeClass, ChangeKind, Disappearance, Privacy, SchemaChange

#: The rates that stand for the whole: the statistic, the rate, and what it is a share of.
HEADLINES = (
    ("deferral_by_topic", "deferral_rate", "deferred", "questions"),
    ("deferral_by_topic", "resolution_rate", "resolved", "deferred"),
    ("follow_up_timeliness", "fulfilment_rate", "fulfilled", "promised"),
)


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate of all groups together, with its counts."""

    name: str
    part: int
    whole: int


@dataclass(frozen=True, slots=True)
class Difference:
    """How `after` differs from `before`.

    Attributes:
        kind: How far.
        changes: Every row and cell that differs, as the table `changes`, nothing hidden.
        withdrawn: All rows that are gone, of earlier releases too.
        contract: What differs between the contracts.
        inputs: The files that came, went or changed, by path, and which of these.
        code: Whether the program differs.
        lock: Whether the libraries that it uses do.
        rates: The headline rates before and after.
    """

    before: Side
    after: Side
    kind: ChangeClass
    changes: pa.Table
    withdrawn: pa.Table
    contract: tuple[ContractChange, ...]
    inputs: Mapping[str, ChangeKind]
    code: bool
    lock: bool
    rates: tuple[tuple[Rate, Rate], ...]

    def counts(self) -> Mapping[str, Mapping[str, int]]:
        """By table how many rows came and went, and in how many something changed."""
        names = ("table", "change", "row_id")
        seen = set(zip(*(self.changes[name].to_pylist() for name in names), strict=True))
        counted = Counter((table, change) for table, change, _ in seen)
        found: dict[str, dict[str, int]] = {}
        for table in {**TABLES, **STATISTICS}:
            told = {kind.value: counted[table, kind] for kind in ChangeKind}
            if any(told.values()):
                found[table] = told
        return found

    def causes(self) -> Mapping[str, int]:
        """How many changed rows and cells come from what."""
        counted = Counter(self.changes["cause"].to_pylist())
        return {cause.value: counted[cause] for cause in ChangeCause if counted[cause]}

    def gone(self) -> Mapping[str, int]:
        """How many rows with an id of their own went with this one, by why."""
        now = self.withdrawn.filter(compute.equal(self.withdrawn["last_release"], self.before.name))
        counted = Counter(now["why"].to_pylist())
        return {why.value: counted[why] for why in Disappearance if counted[why]}


def difference(before: Side, after: Side) -> Difference:
    """Compare two sides."""
    inputs = _inputs(before.inputs, after.inputs)
    changes = changed_rows(before, after, _causes(before, after, inputs))
    contract = contract_changes(before.contract, after.contract)
    made = Difference(
        before=before,
        after=after,
        kind=ChangeClass.REPACKAGED,
        changes=changes,
        withdrawn=withdrawn(before, after, changes),
        contract=contract,
        inputs=inputs,
        code=before.code != after.code,
        lock=before.lock != after.lock,
        rates=tuple((_rate(before, *names), _rate(after, *names)) for names in HEADLINES),
    )
    return replace(made, kind=_kind(made))


def published(changes: pa.Table) -> pa.Table:
    """The changes that a release may tell: without free text, names, and keys made of names."""
    listed = pa.array([*identified(), *STATISTICS], pa.string())
    public = changes.filter(compute.is_in(changes["table"], value_set=listed))
    shown = {
        f"{name}.{c.name}"
        for name, model in {**TABLES, **STATISTICS}.items()
        for c in model.columns()
        if _may_be_shown(c)
    }
    cells = compute.binary_join_element_wise(public["table"], public["column"], ".")
    visible = compute.is_in(cells, value_set=pa.array(shown, pa.string()))
    for name in ("old", "new"):
        at = public.schema.get_field_index(name)
        told = compute.if_else(visible, public[name], pa.scalar(None, pa.string()))
        public = public.set_column(at, public.schema.field(at), told)
    return in_order(RELEASES["changes"], public)


def _may_be_shown(c: Column) -> bool:
    plain = c.words is not None or c.references is not None or not pa.types.is_string(c.arrow_type)
    return plain and c.privacy is Privacy.PUBLIC


def _kind(made: Difference) -> ChangeClass:
    changes = made.changes.filter(
        compute.is_in(made.changes["table"], value_set=pa.array(TABLES, pa.string()))
    )
    kinds = set(changes["change"].to_pylist())
    if made.gone().keys() & {Disappearance.WITHDRAWN, Disappearance.SOURCE_REMOVED}:
        return ChangeClass.WITHDRAWN
    levels = {change.level for change in made.contract}
    if kinds & {ChangeKind.CHANGED, ChangeKind.REMOVED} or SchemaChange.MAJOR in levels:
        return ChangeClass.CORRECTED
    if kinds or SchemaChange.MINOR in levels:
        return ChangeClass.ADDITIVE
    return ChangeClass.REPACKAGED


def _inputs(before: Mapping[str, str], after: Mapping[str, str]) -> Mapping[str, ChangeKind]:
    found = {}
    for path in sorted(before.keys() | after.keys()):
        if path not in before:
            found[path] = ChangeKind.ADDED
        elif path not in after:
            found[path] = ChangeKind.REMOVED
        elif before[path] != after[path]:
            found[path] = ChangeKind.CHANGED
    return found


def _causes(before: Side, after: Side, inputs: Mapping[str, ChangeKind]) -> Causes:
    sessions: dict[str, ChangeCause] = {}
    order = list(ChangeCause)
    for path in inputs:
        if path.startswith("sessions/"):
            _, session, name = path.split("/", 2)
            cause = _OF_FILES.get(name, ChangeCause.INPUT)
            known = sessions.get(session, ChangeCause.FOLLOWS)
            sessions[session] = min(known, cause, key=order.index)
    tables = {}
    if "topics.yaml" in inputs:
        tables["topics"] = ChangeCause.SETTINGS
    if inputs.keys() & {"topics.yaml", "corpus.yaml", "people.yaml"}:
        otherwise = ChangeCause.SETTINGS
    elif before.code != after.code:
        otherwise = ChangeCause.CODE
    else:
        otherwise = ChangeCause.FOLLOWS
    return Causes(sessions, tables, otherwise)


_OF_FILES = {CORRECTIONS: ChangeCause.CORRECTION, SETTINGS: ChangeCause.SETTINGS}


def _rate(side: Side, statistic: str, name: str, part: str, whole: str) -> Rate:
    table = side.tables[statistic]
    (row,) = table.filter(compute.equal(table["key"], "*")).to_pylist()
    return Rate(name, row[part], row[whole])
