"""What must hold on the real page, read from the Parquet files with pandas and with DuckDB."""

from pathlib import Path

import duckdb
import pandas as pd
import pytest
from pyarrow import parquet

from schemas import STATISTICS, TABLES

Tables = dict[str, pd.DataFrame]

HEADINGS = [
    *["Board Elections 2022"] * 3,
    "Human Rights",
    *["Trust and Safety"] * 4,
    *["General questions"] * 5,
    *[None] * 3,
    *["Elections Committee"] * 3,
    *["Movement Strategy Forum"] * 2,
    *["Questions answered after the Conversation Hour"] * 2,
]
# line of the question → lines on which its answers begin
ANSWERS = {
    34: [35], 36: [37], 38: [39], 43: [44], 48: [49], 50: [51], 52: [53], 55: [56], 60: [61],
    62: [63], 64: [65, 66], 67: [68], 69: [70], 73: [74], 75: [76, 77], 78: [79], 83: [84],
    85: [86], 87: [88], 92: [93], 94: [95, 96], 102: [103], 108: [109],
}  # fmt: skip


@pytest.fixture(scope="module")
def questions(real: Tables) -> pd.DataFrame:
    return real["questions"].sort_values("position")


@pytest.fixture(scope="module")
def answers(real: Tables) -> pd.DataFrame:
    return real["answers"].sort_values("line_start")


def test_questions_stand_in_order_under_their_headings(questions: pd.DataFrame) -> None:
    assert questions["position"].tolist() == list(range(1, 24))
    assert questions["line_start"].tolist() == list(ANSWERS)
    headings = [None if pd.isna(heading) else heading for heading in questions["heading"]]
    assert headings == HEADINGS


def test_each_answer_is_under_its_own_question(real: Tables, answers: pd.DataFrame) -> None:
    assert len(answers) == 26
    asked = real["questions"].set_index("question_id")["line_start"]
    found: dict[int, list[int]] = {}
    for answer in answers.itertuples():
        found.setdefault(int(asked[answer.question_id]), []).append(answer.line_start)
    assert found == ANSWERS


def test_house_rules_are_no_questions(real_build: Path, questions: pd.DataFrame) -> None:
    report = pd.read_json(real_build / "current" / "report.json", typ="series")
    document = report["sessions"]["2022-08-18"]["2022-08-18/notes.txt"]
    assert document["boilerplate"]["house_rule"] == 2
    assert not questions["text"].str.contains("specific Trust & Safety cases").any()


def test_questions_after_the_lost_heading_get_their_topic(questions: pd.DataFrame) -> None:
    lost = questions[questions["line_start"].isin([73, 75, 78])]
    assert lost["heading"].isna().all()
    assert lost["topic_id"].tolist() == ["universal-code-of-conduct"] * 3
    assert lost["topic_method"].tolist() == ["text"] * 3
    assert lost["topic_score"].between(0.4, 1).all()


def test_no_answer_holds_another_speakers_words(answers: pd.DataFrame) -> None:
    labels = r"(?m)^(?:Maggie|Quim|Patrick|Addison Bryant\S*|From the Product Department)\b[^:]*:"
    assert not answers["text"].str.contains(labels).any()


def test_written_replies_are_whole_and_nobodys_sub_headings(answers: pd.DataFrame) -> None:
    after = answers[answers["line_start"] > 100]
    assert after[["line_start", "line_end"]].to_numpy().tolist() == [[103, 107], [109, 116]]
    assert after["mode"].tolist() == ["written"] * 2
    assert pd.isna(after["person_id"].iloc[0])
    assert after["person_id"].iloc[1] == "maggie-dennis"  # "I - Maggie - am answering myself"


def test_a_department_speaks_as_a_team_in_writing(real: Tables, answers: pd.DataFrame) -> None:
    team = answers[answers["line_start"] == 66].iloc[0]
    assert (team["person_id"], team["mode"]) == ("product-department", "written")
    people = real["people"].set_index("person_id")
    assert people.loc["product-department", "kind"] == "team"


def test_every_label_is_resolved_to_a_full_name(real: Tables, answers: pd.DataFrame) -> None:
    labelled = answers[answers["attribution"].notna()]
    names = labelled["person_id"].map(real["people"].set_index("person_id")["name"])
    by_label = dict(zip(labelled["attribution"], names, strict=True))
    assert by_label == {
        "Maggie": "Maggie Dennis",
        "Quim": "Quim Gil",
        "Patrick": "Patrick Early",
        "Addison Bryant/Barkeep49 (UCOC revisions committee member)": "Addison Bryant",
        "From the Product Department": "Product Department",
    }


def test_people_have_their_parts_and_titles(real: Tables) -> None:
    parts = real["participations"].set_index(["person_id", "role"])
    assert parts.loc[("maggie-dennis", "host"), "title"] == (
        "Vice President of Community Resilience & Sustainability"
    )
    assert parts.loc[("vivien-chang", "facilitator"), "affiliation"] == (
        "Movement Strategy and Governance team"
    )
    takers = {person for person, role in parts.index if role == "note_taker"}
    assert takers == {"maciej-nadzikiewicz", "nhu-phan"}


def test_the_header_is_read(real: Tables) -> None:
    session = real["sessions"].iloc[0]
    assert session["title"] == "IRC office hours/Office hours 2022-08-18"
    assert session["starts_at"] == pd.Timestamp("2022-08-18T13:00Z")
    assert session["follow_up_policy"].startswith("We will be fielding questions")
    assert set(real["session_channels"]["channel"]) == {"mail", "voice", "youtube_chat"}
    assert set(real["session_topics"]["topic_id"]) == {
        "movement-strategy", "board-governance", "trust-and-safety",
        "universal-code-of-conduct", "community-development", "human-rights",
    }  # fmt: skip


def test_four_questions_were_deferred_and_one_is_open(questions: pd.DataFrame) -> None:
    deferred = questions[questions["outcome"] == "deferred"]
    assert deferred[["line_start", "deferral_basis", "status"]].to_numpy().tolist() == [
        [64, "promised", "answered"],
        [92, "promised", "open"],
        [102, "listed_after", "answered"],
        [108, "listed_after", "answered"],
    ]
    others = questions.set_index("line_start")["outcome"].drop(deferred["line_start"])
    assert others[others != "answered"].to_dict() == {67: "out_of_scope", 69: "out_of_scope"}


def test_promises_have_their_due_days(real: Tables) -> None:
    promises = real["follow_ups"].sort_values(["line_start", "due_earliest"])
    due = promises[promises["due_earliest"].notna()]
    found = {
        (row.line_start, row.kind, str(row.due_earliest), str(row.due_latest))
        for row in due.itertuples()
    }
    assert found == {
        (37, "publication", "2022-08-18", "2022-09-20"),
        (74, "event", "2022-09-07", "2022-09-07"),
        (74, "event", "2023-01-01", "2023-01-31"),
        (84, "event", "2022-09-18", "2022-11-18"),
        (84, "update", "2022-09-18", "2022-11-18"),
        (93, "publication", "2022-08-18", "2022-08-18"),
    }
    kept = promises[promises["status"] == "fulfilled"]
    assert kept[["line_start", "kind"]].to_numpy().tolist() == [[65, "written_answer"]]


def test_every_line_is_accounted_for(real: Tables) -> None:
    document = real["documents"].iloc[0]
    counts = ["lines_used", "lines_boilerplate", "lines_quarantined", "lines_blank"]
    assert document[counts].sum() == document["lines"] == 116
    assert document["lines_quarantined"] == 0


def test_texts_and_evidence_are_verbatim(real: Tables, real_build: Path) -> None:
    lines = Path("raw/sessions/2022-08-18/notes.txt").read_text("utf-8").split("\n")
    for question in real["questions"].itertuples():
        assert question.text in lines[question.line_start - 1]
    for answer in real["answers"].itertuples():
        source = lines[answer.line_start - 1 : answer.line_end]
        for paragraph, line in zip(answer.text.split("\n"), source, strict=True):
            assert paragraph in line
    said = real["evidence"].merge(real["questions"], left_on="row_id", right_on="question_id")
    for row in said[said["outcome_evidence"].notna()].drop_duplicates("row_id").itertuples():
        line = lines[row.line_start_x - 1]
        assert line[row.char_start : row.char_end] == row.outcome_evidence


def test_duckdb_reads_the_same(real_build: Path) -> None:
    tables = real_build / "tables"
    rows = duckdb.sql(
        f"""
        select q.outcome, count(distinct q.question_id) as questions, count(*) as answers
        from '{tables}/questions.parquet' q join '{tables}/answers.parquet' using (question_id)
        group by all order by all
        """
    ).fetchall()
    assert rows == [("answered", 17, 19), ("deferred", 4, 5), ("out_of_scope", 2, 2)]
    (rate,) = duckdb.sql(
        f"select deferred, questions, deferral_low, deferral_high "
        f"from '{real_build}/stats/deferral_by_topic.parquet' where key = '*'"
    ).fetchall()
    assert rate == (4, 23, pytest.approx(0.0698, abs=1e-4), pytest.approx(0.3714, abs=1e-4))


@pytest.mark.parametrize("name", [*TABLES, *STATISTICS])
def test_files_carry_their_contract(name: str, real_build: Path) -> None:
    folder = "tables" if name in TABLES else "stats"
    model = {**TABLES, **STATISTICS}[name]
    schema = parquet.read_schema(real_build / folder / f"{name}.parquet")
    assert schema.names == [column.name for column in model.columns()]
    for column in model.columns():
        field = schema.field(column.name)
        assert field.type == column.arrow_type
        assert field.metadata[b"description"].decode() == column.description
    assert pd.read_parquet(real_build / folder / f"{name}.parquet").attrs["table"] == name
