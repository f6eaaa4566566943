"""Under which terms a release may be used, and whom it has to name."""

from collections.abc import Iterator
from typing import Any

from pipeline.corpus import NO_LICENSE
from pipeline.release.edition import Edition

_NAMES = {
    "CC-BY-4.0": "Creative Commons Attribution 4.0 International",
    "CC-BY-SA-3.0": "Creative Commons Attribution-ShareAlike 3.0 Unported",
    "CC-BY-SA-4.0": "Creative Commons Attribution-ShareAlike 4.0 International",
    "CC0-1.0": "Creative Commons Zero 1.0 Universal",
}
_ADDRESSES = {
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC-BY-SA-3.0": "https://creativecommons.org/licenses/by-sa/3.0/",
    "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}
_LEFT_OVER = (
    "The tables hold excerpts of these texts, assigned to questions and answers, with labels\n"
    "(outcome, status, topic and others) made by a program. Whoever passes the tables on names\n"
    "the sources above, says what was changed, and keeps to their licence.\n"
)


def is_stated(license_id: str) -> bool:
    """Whether somebody has said under which licence a corpus is."""
    return license_id != NO_LICENSE


def address(license_id: str) -> str:
    """Where the text of a licence stands."""
    return _ADDRESSES.get(license_id, f"https://spdx.org/licenses/{license_id}.html")


def full_name(license_id: str) -> str:
    """What a licence is called."""
    return _NAMES.get(license_id, license_id)


def license_text(edition: Edition) -> str:
    """LICENSE-DATA: the terms, and every source with its address, revision and own licence."""
    stated = edition.origin.license
    if is_stated(stated):
        terms = (
            f"{edition.origin.title}, release {edition.version}, is licensed under\n"
            f"{full_name(stated)} ({stated}):\n{address(stated)}\n"
        )
    else:
        terms = (
            "Nobody has stated under which licence the sources of this data set may be used.\n"
            "Ask their publishers before you pass it on.\n"
        )
    return f"{terms}\nAttribution\n\n{''.join(_sources(edition))}\n{_LEFT_OVER}"


def _sources(edition: Edition) -> Iterator[str]:
    titles = {row["session_id"]: row["title"] for row in _rows(edition, "sessions")}
    publisher = edition.origin.publisher
    for document in _rows(edition, "documents"):
        lines = [
            f'"{titles[document["session_id"]]}"{f", {publisher}" if publisher else ""}',
            document["source_url"],
            document["revision"] and f"revision {document['revision']}",
            document["license"],
        ]
        told = "".join(f"    {' '.join(line.split())}\n" for line in lines if line)
        yield f"  {document['path']}\n{told}"


def _rows(edition: Edition, table: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = edition.tables[table].to_pylist()
    return rows
