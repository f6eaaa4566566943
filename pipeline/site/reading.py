"""The folder of a release → its facts and its sessions, one at a time."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pyarrow import compute, parquet

from pipeline.site import SiteError
from pipeline.site.content import File, Link, Release, Session, Target, Topic
from pipeline.site.sessions import SESSION_TABLES, Known, session_of
from pipeline.site.tables import BySession, by_session, picked, whole
from pipeline.store import StoreError
from pipeline.store.parquet import read_parquet
from schemas import SCHEMA_VERSION, STATISTICS, TABLES
from schemas.words import LinkRelation


@dataclass(frozen=True, slots=True)
class Reading:
    """An open release: its facts, its topics by id, and its sessions in the order of their ids."""

    release: Release
    topics: Mapping[str, Topic]
    known: Known
    tables: Mapping[str, BySession]

    @property
    def session_ids(self) -> tuple[str, ...]:
        """The ids of all sessions, the oldest first."""
        return tuple(self.tables["sessions"].spans)

    def sessions(self) -> Iterator[Session]:
        """The sessions, each built when it is asked for."""
        for session_id in self.session_ids:
            rows = {name: table.of(session_id) for name, table in self.tables.items()}
            yield session_of(rows, self.known)


def read_build(folder: Path) -> Reading:
    """Open a build: its `tables`, `stats` and `manifest.json`.

    Raises:
        SiteError: there is none, or it is not whole.
    """
    try:
        manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
        tables = {name: folder / "tables" / f"{name}.parquet" for name in TABLES}
        topics = {row["topic_id"]: Topic(**row) for row in whole(tables["topics"])}
        names = {row["person_id"]: row["name"] for row in whole(tables["people"])}
        known = Known(topics, names, _links(tables["question_links"]))
        held = {name: _read(name, tables) for name in SESSION_TABLES}
        return Reading(_facts(folder, manifest, tables), topics, known, held)
    except (OSError, ValueError, StoreError) as error:
        raise SiteError(f"{folder} is no whole build ({error}); build again") from error


def _read(name: str, paths: Mapping[str, Path]) -> BySession:
    key = SESSION_TABLES[name]
    if name != "utterances":
        return by_session(read_parquet(paths[name]), key)
    # hours of speech, of which the pages quote what the notes lack
    quoted = read_parquet(paths["discrepancies"], [key]).column(key)
    return by_session(picked(paths[name], key, set(quoted.drop_null().to_pylist())), key)


def _facts(folder: Path, manifest: Mapping[str, object], tables: Mapping[str, Path]) -> Release:
    listed = manifest["files"]
    if not isinstance(listed, dict):
        raise SiteError(f"{folder / 'manifest.json'} lists no files")
    stats = {name: whole(folder / "stats" / f"{name}.parquet") for name in STATISTICS}
    return Release(
        version=str(manifest["digest"]),
        schema_version=SCHEMA_VERSION,
        title="Office Hours Dataset",
        license="CC-BY-SA-4.0",
        as_of=_as_of(tables, stats["follow_up_timeliness"]),
        rows={name: parquet.read_metadata(path).num_rows for name, path in tables.items()},
        statistics=stats,
        files=tuple(File(path, **facts) for path, facts in sorted(listed.items())),
    )


def _as_of(tables: Mapping[str, Path], timeliness: tuple[Mapping[str, object], ...]) -> date:
    """The day for which lateness was computed."""
    for row in timeliness:
        if isinstance(row["as_of"], date):
            return row["as_of"]
    latest: date = compute.max(read_parquet(tables["sessions"], ["date"]).column("date")).as_py()
    return latest


def _links(path: Path) -> Mapping[str, tuple[Link, ...]]:
    """The links of each question, seen from both of its ends."""
    links: dict[str, list[Link]] = {}
    for row in whole(path):
        later, earlier = row["question_id"], row["other_question_id"]
        relation = LinkRelation(row["relation"])
        links.setdefault(later, []).append(Link(Target.of(earlier), relation, earlier=True))
        links.setdefault(earlier, []).append(Link(Target.of(later), relation, earlier=False))
    return {question: tuple(held) for question, held in links.items()}
