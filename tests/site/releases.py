"""Releases for the tests of the pages, from the written corpus of an invented organisation."""

import json
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.corpus import load_corpus
from pipeline.dataset import build_dataset
from pipeline.stats import compute
from pipeline.stats.promises import last_day
from pipeline.store.parquet import as_arrow, to_pandas, write_parquet
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


def invented() -> Rows:
    """The rows of the written corpus, with a recording, a thing heard, and a promise kept late."""
    dataset = build_dataset(load_corpus(ROOT / "tests" / "corpus" / "raw"))
    rows: Rows = {name: table.to_pylist() for name, table in dataset.tables.items()}
    (session,) = rows["sessions"]
    session["recording_url"] = "https://video.tidewell.example/quay"
    questions = sorted(rows["questions"], key=lambda row: row["position"])
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
    return rows


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
                row[column.name] = text
    return rows


# what the contract holds to a pattern or a list, though its type is text
_MACHINE = {"sha256", "language", "format", "encoding", "row_id", "table", "column", "broader_id"}


def write(folder: Path, rows: Rows) -> Path:
    """A build of these rows, as it lies in the folder of builds."""
    tables = {name: as_arrow(TABLES[name], rows[name]) for name in TABLES}
    frames = {name: to_pandas(table) for name, table in tables.items()}
    for name, table in tables.items():
        write_parquet(folder / "tables" / f"{name}.parquet", TABLES[name], table)
    for name, table in compute(frames, last_day(frames)).items():
        write_parquet(folder / "stats" / f"{name}.parquet", STATISTICS[name], table)
    files = {"tables/questions.parquet": {"bytes": 1, "sha256": "0" * 64}}
    (folder / "manifest.json").write_text(json.dumps({"digest": "0" * 16, "files": files}))
    return folder
