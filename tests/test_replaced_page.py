"""The real page with every name, date, heading and topic word replaced: the same structure.

A rule that knows a word of the page, instead of the shape of such pages, fails here.
"""

import re
from pathlib import Path

import pandas as pd
import pytest
import yaml

from pipeline.corpus import load_corpus
from pipeline.dataset import build_dataset
from pipeline.store.parquet import to_pandas
from schemas.words import TopicMethod

WORDS = {
    # people, in other scripts and shapes
    "Maggie Dennis": "Łucja van der Żak", "Maggie": "Łucja",
    "Quim Gil": "Ngozi O'Sullivan-Adé", "Quim": "Ngozi",
    "Patrick Early": "João dos Santos", "Patrick": "João",
    "Vivien Chang": "Mark Will", "Maciej Nadzikiewicz": "Ольга Петрова", "Nhu Phan": "Ana Iñiguez",
    "Addison Bryant": "Grace Rose", "Barkeep49": "Tidewatcher7", "Zora Neil": "Ida Kern",
    # dates
    "2022-08-18": "2031-11-03", "18 August 2022": "3 November 2031", "August 18": "November 3",
    "mid-September": "mid-December", "September 7th": "December 5th", "in January": "in March",
    "in September": "in December", "2022": "2031", "13:00": "16:30",
    # headings
    "Board Elections": "Harbour Dredging", "Human Rights": "Lamp Oil",
    "Trust and Safety": "Ropes and Knots", "Trust & Safety": "Ropes & Knots",
    "General questions": "Other matters", "Elections Committee": "Buoy Panel",
    "Election Committee": "Buoys Panel", "Movement Strategy Forum": "Tide Planning Room",
    "Movement Strategy": "Tide Planning", "MS Forum": "TP Room",
    # topic words and institutions
    "Universal Code of Conduct": "Common Mooring Rules", "UCoC": "CoMoR", "UCOC": "COMOR",
    "Enforcement Guidelines": "Towing Handbook", "Board Governance": "Pier Keeping",
    "Community Development": "Crew Training", "Wikimedia Foundation": "Quay Authority",
    "Wikimedia": "Quayside", "Wikipedia": "Quaybook", "WMF": "QUA", "Meta-wiki": "Quay-wiki",
    "Foundation": "Authority", "Product Department": "Kelp Department", "IP masking": "hull paint",
    "censorship": "silting", "visas": "permits", "travel": "passage",
    "Code of Conduct": "Law of Nets", "Code of Practice": "Law of Sails",
    "Disinformation": "Driftwood", "Hate Speech": "Foul Weather", "WIPO": "OCTO",
    "copyright": "salvage", "election": "dredging", "Board": "Pier",
    "Community Resilience & Sustainability": "Shore Repair & Dredging Plans", "CR&S": "SR&D",
}  # fmt: skip
STRUCTURE = {
    "sessions": ["document_id", "line_start", "line_end"],
    "documents": [
        "lines", "lines_used", "lines_boilerplate", "lines_quarantined", "lines_blank",
    ],
    "participations": ["role", "line_start"],
    "session_topics": ["topic_id", "line_start"],
    "session_channels": ["channel", "line_start"],
    "questions": [
        "position", "topic_id", "topic_method", "outcome", "deferral_basis", "status",
        "line_start", "line_end",
    ],
    "answers": ["position", "mode", "kind", "line_start", "line_end"],
    "follow_ups": ["kind", "status", "line_start", "line_end"],
}  # fmt: skip
NULLS = {
    "participations": ["title", "affiliation"],
    "questions": ["heading", "outcome_evidence"],
    "answers": ["person_id", "attribution"],
    "follow_ups": ["person_id", "due_text", "due_earliest"],
}


def replaced(text: str) -> str:
    by_folded = {word.casefold(): other for word, other in WORDS.items()}
    longest_first = sorted(by_folded, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE)
    return pattern.sub(lambda match: by_folded[match[0].casefold()], text)


def replaced_topics() -> dict[str, object]:
    """The list of topics with the same ids and all its words replaced."""
    topics = yaml.safe_load(Path("raw/topics.yaml").read_text("utf-8"))
    for topic in topics.values():
        topic["label"] = replaced(topic["label"])
        topic["other_labels"] = [replaced(label) for label in topic.get("other_labels", [])]
        topic["scope_note"] = replaced(topic["scope_note"])
    return topics


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pd.DataFrame]:
    """The tables of the page after the replacement."""
    raw = tmp_path_factory.mktemp("replaced")
    folder = raw / "sessions" / "2031-11-03"
    folder.mkdir(parents=True)
    notes = Path("raw/sessions/2022-08-18/notes.txt").read_text("utf-8")
    (folder / "notes.txt").write_text(replaced(notes), "utf-8")
    topics = yaml.safe_dump(replaced_topics(), allow_unicode=True)
    (raw / "topics.yaml").write_text(topics, "utf-8")
    dataset = build_dataset(load_corpus(raw))
    assert not dataset.report["refused"]
    return {name: to_pandas(table) for name, table in dataset.tables.items()}


def structure(tables: dict[str, pd.DataFrame], table: str) -> list[dict[str, object]]:
    """The rows of a table in source order, without a word of the page."""
    frame = tables[table]
    shape = frame[STRUCTURE[table]].copy()
    if "document_id" in shape:
        shape["document_id"] = shape["document_id"].str.partition("/")[2]
    if table == "questions":
        # what a text is about goes with its words
        by_words = shape["topic_method"] != TopicMethod.HEADING
        shape.loc[by_words, ["topic_id", "topic_method"]] = None
    for column in NULLS.get(table, []):
        shape[f"has {column}"] = frame[column].notna()
    rows = shape.astype(object).where(shape.notna(), None).to_dict("records")
    return sorted(rows, key=str)


@pytest.mark.parametrize("table", STRUCTURE)
def test_the_structure_is_the_same(
    table: str, real: dict[str, pd.DataFrame], other: dict[str, pd.DataFrame]
) -> None:
    assert structure(other, table) == structure(real, table)


def test_names_are_resolved_as_before(
    real: dict[str, pd.DataFrame], other: dict[str, pd.DataFrame]
) -> None:
    def credited(tables: dict[str, pd.DataFrame]) -> list[tuple[int, object, object]]:
        names = tables["people"].set_index("person_id")["name"]
        answers = tables["answers"]
        named = answers[answers["person_id"].notna()]
        return sorted(zip(named["line_start"], named["person_id"].map(names), strict=True))

    assert credited(other) == [(line, replaced(str(name))) for line, name in credited(real)]


def test_nothing_of_the_page_is_left(other: dict[str, pd.DataFrame]) -> None:
    """The replacement is complete: no name, heading or topic word was forgotten."""
    text = " ".join(other["questions"]["text"]) + " ".join(other["answers"]["text"])
    assert not re.search(r"Maggie|Quim|UCo?C|Wiki[mp]edia|Elections? Committee", text)
