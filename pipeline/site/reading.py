"""The folder of a release → its facts and its sessions, one at a time."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import yaml

from pipeline.release import ReleaseError
from pipeline.release.edition import RELEASED, path_of
from pipeline.release.manifest import Manifest
from pipeline.release.shelf import Shelf
from pipeline.release.verify import verify
from pipeline.release.versions import Version
from pipeline.site import SiteError
from pipeline.site.content import (
    Edition,
    File,
    Gone,
    Licence,
    Link,
    Release,
    Session,
    Target,
    Topic,
)
from pipeline.site.inert import inert, web_address
from pipeline.site.sessions import SESSION_TABLES, Known, session_of
from pipeline.site.tables import BySession, by_session, picked, whole
from pipeline.store import StoreError
from pipeline.store.parquet import read_parquet
from schemas import STATISTICS
from schemas.words import Disappearance, LinkRelation, WithdrawalReason

# the tables whose rows have an address of their own on the page of their session
_ADDRESSED = {
    "sessions": "session",
    "questions": "question",
    "answers": "answer",
    "follow_ups": "promise",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """An open release: its folder and zip, its facts, its topics by id, and its sessions.

    `archive` says of the zip at `packed` how it is called for others, and what it must be.
    """

    folder: Path
    packed: Path
    archive: File
    release: Release
    topics: Mapping[str, Topic]
    known: Known
    tables: Mapping[str, BySession]

    @property
    def session_ids(self) -> tuple[str, ...]:
        """The ids of all sessions, the oldest first."""
        return tuple(self.tables["sessions"].spans)

    def sessions(self) -> Iterator[Session]:
        """The sessions in the order of their ids, each built when it is asked for."""
        for session_id in self.session_ids:
            rows = {name: table.of(session_id) for name, table in self.tables.items()}
            yield session_of(rows, self.known)

    @property
    def lost(self) -> Mapping[str, tuple[Gone, ...]]:
        """By session, what is gone of those that earlier releases held and this one does not."""
        there = set(self.session_ids)
        return {name: gone for name, gone in self.known.gone.items() if name not in there}

    def text(self, path: str) -> str:
        """One of the release's texts."""
        return inert((self.folder / path).read_text("utf-8"))


def read_release(shelf: Shelf, version: Version | None = None) -> Reading:
    """Open a release, by default the newest that stands, after a look at every file of it.

    Raises:
        SiteError: there is none, or it is not as it was released.
    """
    versions = shelf.standing()
    if not versions:
        raise SiteError(f"{shelf.folder} holds no release that stands; run officehours release")
    chosen = version or versions[-1]
    if chosen not in versions:
        named = ", ".join(map(str, versions))
        raise SiteError(f"{shelf.folder} holds no {chosen}; released are {named}")
    folder = shelf.path(chosen)
    try:
        verdict = verify(folder)
        if not verdict.sound:
            raise SiteError(f"{folder} is not as it was released; see officehours verify {folder}")
        return _open(shelf, chosen, Manifest.of(folder))
    except (OSError, ReleaseError, StoreError) as error:
        raise SiteError(f"{folder} cannot be read: {error}") from error


def _open(shelf: Shelf, version: Version, manifest: Manifest) -> Reading:
    folder = shelf.path(version)
    paths = {name: folder / path_of(name) for name in RELEASED}
    topics = {row["topic_id"]: Topic(**row) for row in whole(paths["topics"])}
    names = {row["person_id"]: row["name"] for row in whole(paths["people"])}
    known = Known(topics, names, _links(paths["question_links"]), _gone(paths["withdrawn"]))
    held = {name: _read(name, paths) for name in SESSION_TABLES}
    packed = shelf.pack(version)
    return Reading(
        folder=folder,
        packed=packed,
        archive=_archive(packed, f"{manifest.name}-{version}.zip"),
        release=_facts(shelf, version, manifest),
        topics=topics,
        known=known,
        tables=held,
    )


def _archive(packed: Path, name: str) -> File:
    with packed.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    return File(name, packed.stat().st_size, sha256)


def _read(name: str, paths: Mapping[str, Path]) -> BySession:
    key = SESSION_TABLES[name]
    if name != "utterances":
        return by_session(read_parquet(paths[name]), key)
    # hours of speech, of which the pages quote what the notes lack
    quoted = read_parquet(paths["discrepancies"], [key]).column(key)
    return by_session(picked(paths[name], key, set(quoted.drop_null().to_pylist())), key)


def _facts(shelf: Shelf, version: Version, manifest: Manifest) -> Release:
    folder = shelf.path(version)
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    cited = yaml.safe_load((folder / "CITATION.cff").read_text("utf-8"))
    return Release(
        name=manifest.name,
        version=manifest.version,
        released=manifest.released,
        schema_version=manifest.schema_version,
        codebook_version=manifest.codebook_version,
        title=inert(manifest.title),
        authors=inert(" and ".join(author["name"] for author in cited["authors"])),
        contact=_contact(cited),
        licence=_licence(package),
        as_of=manifest.as_of,
        rows={name: facts.rows for name, facts in manifest.tables.items()},
        statistics={name: whole(folder / path_of(name)) for name in STATISTICS},
        files=tuple(File(path, f.bytes, f.sha256) for path, f in manifest.files.items()),
        editions=tuple(_editions(shelf, version)),
    )


def _licence(package: Mapping[str, object]) -> Licence | None:
    """The licence that a release's data package states."""
    stated = package.get("licenses")
    if not isinstance(stated, list):
        return None
    (told,) = stated
    return Licence(inert(told["name"]), inert(told["title"]), web_address(told["path"]))


def _contact(cited: Mapping[str, Any]) -> str | None:
    """The address that a release's citation names for those who have something to say of it."""
    for told in cited.get("contact", ()):
        if "email" in told:
            return f"mailto:{quote(told['email'], safe='@')}"
        return web_address(told.get("website"))
    return None


def _editions(shelf: Shelf, version: Version) -> Iterator[Edition]:
    """The releases up to this one, the newest first, each as it says of itself."""
    for other in reversed(shelf.standing()):
        if other <= version:
            told = Manifest.of(shelf.path(other))
            yield Edition(told.version, told.released, told.tables["questions"].rows)


def _links(path: Path) -> Mapping[str, tuple[Link, ...]]:
    """The links of each question, seen from both of its ends."""
    links: dict[str, list[Link]] = {}
    for row in whole(path):
        later, earlier = row["question_id"], row["other_question_id"]
        relation = LinkRelation(row["relation"])
        links.setdefault(later, []).append(Link(Target.of(earlier), relation, earlier=True))
        links.setdefault(earlier, []).append(Link(Target.of(later), relation, earlier=False))
    return {question: tuple(held) for question, held in links.items()}


def _gone(path: Path) -> Mapping[str, tuple[Gone, ...]]:
    """What earlier releases held of each session and had an address for."""
    gone: dict[str, list[Gone]] = {}
    for row in whole(path):
        if row["table"] in _ADDRESSED:
            whole_page = row["table"] == "sessions"
            target = Target(row["row_id"], "") if whole_page else Target.of(row["row_id"])
            replaced_by, reason = row["replaced_by"], row["reason"]
            gone.setdefault(target.session_id, []).append(
                Gone(
                    anchor=target.anchor,
                    what=_ADDRESSED[row["table"]],
                    last_release=row["last_release"],
                    why=Disappearance(row["why"]),
                    reason=WithdrawalReason(reason) if reason else None,
                    replaced_by=Target.of(replaced_by) if replaced_by else None,
                )
            )
    return {session_id: tuple(held) for session_id, held in gone.items()}
