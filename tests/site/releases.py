"""Releases for the tests of the pages, from the written corpus of an invented organisation."""

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.corpus import load_corpus
from pipeline.dataset import build_dataset
from pipeline.origin import Origin
from pipeline.release.freeze import release
from pipeline.release.shelf import Shelf
from pipeline.stats import compute
from pipeline.stats.intervals import wilson
from pipeline.stats.promises import last_day
from pipeline.store.builds import Builds
from pipeline.store.parquet import as_arrow, to_arrow, to_pandas, write_parquet
from schemas import STATISTICS, TABLES
from tests.conftest import ROOT

SESSION = "2031-05-06"
Rows = dict[str, list[dict[str, Any]]]

#: What must stay text: ends of script and attribute, addresses that run, turned words, formulas.
HOSTILE = (
    "=cmd|' /C calc'!A0</script><script>window.broken=1</script>"
    "<img src=x onerror=window.broken=2>\"' onmouseover='window.broken=3' "
    "javascript:window.broken=4 {{ 7*7 }} ]]><!-- &lt;b&gt; \u202egnirts\u2066 \u2028 end"
)
#: Addresses of rows that must lead nowhere.
RUNS = "javascript:window.broken=5"


def evaluation(about: str = "One record, coded by one person.") -> bytes:
    """What comparing with coding by hand printed: nine of ten outcomes right, and so on."""
    shares = {
        "questions_recall": (10, 10), "outcomes": (9, 10), "outcomes_if_all_answered": (6, 10),
        "outcome_deferred_precision": (2, 2), "outcome_deferred_recall": (2, 3),
        "outcome_declined_precision": (0, 0), "outcome_declined_recall": (0, 0),
    }  # fmt: skip
    figures = {
        name: {"part": part, "whole": whole, **asdict(wilson(part, whole))}
        for name, (part, whole) in shares.items()
    }
    told = {"about": about, "meanings": dict.fromkeys(shares, about), "figures": figures}
    return json.dumps({**told, "agreement": None, "files": [{"file": "one.txt"}]}).encode()


def invented() -> Rows:
    """The rows of the written corpus, with a recording, a thing heard, and a promise kept late.

    Two of its questions have no topic.
    """
    dataset = build_dataset(load_corpus(ROOT / "tests" / "corpus" / "raw", SESSION))
    rows: Rows = {name: table.to_pylist() for name, table in dataset.tables.items()}
    (session,) = rows["sessions"]
    session["recording_url"] = "https://video.tidewell.example/quay"
    questions = sorted(rows["questions"], key=lambda row: row["position"])
    for question in questions[7:9]:
        question.update(topic_id=None, topic_method="none", topic_score=None)
    questions[0].update(
        recording_start_ms=65_000,
        recording_end_ms=80_000,
        recording_url="https://video.tidewell.example/quay#t=65",
        alignment_score=0.9,
    )
    place = {"document_id": f"{SESSION}/notes.txt", "line_start": 30, "line_end": 30}
    rows["utterances"] = [
        {
            "utterance_id": f"{SESSION}/u-aaaaaaaaaaaa", "session_id": SESSION, "position": 1,
            "channel": "recording", "person_id": None, "attribution": None,
            "text": "Could the quay lights stay on after midnight?", "start_ms": 3_725_000,
            "end_ms": 3_730_000, "sent_at": None, **place,
        }
    ]  # fmt: skip
    blank = {"session_id": SESSION, "answer_id": None, "utterance_id": None, "score": 0.8, **place}
    rows["discrepancies"] = [
        {
            **blank, "discrepancy_id": f"{SESSION}/d-aaaaaaaaaaaa", "question_id": None,
            "kind": "question_not_in_notes", "utterance_id": f"{SESSION}/u-aaaaaaaaaaaa",
        },
        {
            **blank, "discrepancy_id": f"{SESSION}/d-bbbbbbbbbbbb",
            "kind": "question_not_in_recording", "question_id": questions[3]["question_id"],
        },
    ]  # fmt: skip
    answer = next(r for r in rows["answers"] if r["question_id"] == questions[0]["question_id"])
    rows["follow_ups"].append(
        {
            "follow_up_id": f"{SESSION}/f-aaaaaaaaaaaa", "kind": "publication", "status": "open",
            "text": "From 1 June the last boat leaves at 23:10.", "due_text": "From 1 June",
            "due_earliest": date(2031, 6, 1), "due_latest": date(2031, 6, 1),
            **{name: answer[name] for name in ("session_id", "question_id", "answer_id", "person_id")},
            **place, "document_id": answer["document_id"],
        }
    )  # fmt: skip
    return rows


def several(*days: date) -> Rows:
    """The session of `invented` on each of these days, with ids of their own."""
    rows = invented()
    shared = {"people", "topics"}
    return {
        name: held if name in shared else [_on(row, day) for day in days for row in held]
        for name, held in rows.items()
    }


def _on(row: dict[str, Any], day: date) -> dict[str, Any]:
    moved = {
        name: value.replace(SESSION, day.isoformat(), 1)
        if isinstance(value, str) and value.startswith(SESSION)
        else value
        for name, value in row.items()
    }
    return {**moved, "date": day} if "date" in row else moved


def hostile() -> Rows:
    """The same, with `HOSTILE` in every column of free text and `RUNS` in every address."""
    rows = invented()
    for name, model in TABLES.items():
        for column in model.columns():
            if column.arrow_type != pa.string() or column.words or column.key or column.references:
                continue
            if column.name in _MACHINE:
                continue
            text = RUNS if column.name.endswith("_url") else HOSTILE
            for row in rows[name]:
                if row[column.name] is not None or column.name not in _NULL_STAYS:
                    row[column.name] = text
    return rows


# what the contract holds to a pattern or a list, though its type is text
_MACHINE = {"sha256", "language", "format", "encoding", "row_id", "table", "column", "broader_id"}
# what may be there only where something else is
_NULL_STAYS = {"attribution", "outcome_evidence"}


def released(
    out: Path,
    rows: Rows,
    title: str = "Tidewell open quays",
    contact: str | None = None,
    evaluation: bytes | None = None,
) -> Shelf:
    """A release of these rows below `out`, with the shelf on which it stands."""
    tables = {name: as_arrow(TABLES[name], rows[name]) for name in TABLES}
    frames = {name: to_pandas(table) for name, table in tables.items()}
    builds = Builds(out)
    stage = builds.stage()
    for name, table in tables.items():
        write_parquet(stage / "tables" / f"{name}.parquet", TABLES[name], table)
    made = compute(frames, last_day(frames))
    for name, model in STATISTICS.items():
        # what is counted in private is empty where nothing private was read
        table = made.get(name, to_arrow(model, ()))
        write_parquet(stage / "stats" / f"{name}.parquet", model, table)
    (stage / "report.json").write_text('{"again": []}')
    Origin(
        title=title, publisher=None, contact=contact, license="CC0-1.0", language="en", code="0",
        lock="0", inputs={},
    ).write(stage)  # fmt: skip
    builds.publish("0" * 16)
    release(out, date(2031, 6, 1), evaluation=evaluation)
    return Shelf(out / "releases")
