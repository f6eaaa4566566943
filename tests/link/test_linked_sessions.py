"""Three written sessions: what was asked again, and which promises a later one shows kept."""

import random
from dataclasses import replace
from datetime import date

import pytest

from pipeline.corpus import load_corpus
from pipeline.dataset import build_dataset
from pipeline.link import kept
from pipeline.store.cache import Cache
from pipeline.store.parquet import to_pandas
from schemas import TABLES
from schemas.validate import validate

MAY, JULY, OCTOBER = "2031-05-06", "2031-07-01", "2031-10-14"
HEAD = "Quay call\n\nSinéad O’Brien and Bo Ek answered questions.\n\nQuestions\n\n"
NOTES = {
    MAY: """
  • How long is the waiting list for berths in the inner harbour?
Sinéad: About 40 boats. We will publish the mooring report in June, with all figures.
  • Where does the mud from the dredger go?
Bo: I don't know. We will follow up in writing.
  • Will there be a second council vote on the fairway code?
Sinéad: The consultation on the fairway code starts in September.
  • The lamps on the mill pier are broken. Who repairs them?
Bo: We do. We are going to replace the lamps on the mill pier before the winter.
  • How many swans nest on the island?
Bo: We will get back to you on that.
  • What does a day ticket for the ferry cost?
Sinéad: Four crowns.
""",
    JULY: """
  • Any news on the mooring report?
Sinéad: Yes. The mooring report was published on 20 June.
  • You said in May that the dredger would stop in summer. Why does it still dig?
Bo: It stops tomorrow.
  • What does a season ticket for the ferry cost?
Sinéad: Sixty crowns. The report on last year's accounts was published in June.
  • Who may use the slipway on Sundays?
Bo: Clubs only. The lamps on the slipway were replaced in June.
""",
    OCTOBER: """
  • Where does the mud of the dredger go?
Bo: It goes to the old quarry behind Ella, where the Authority rents a field from the parish.
  • How long is the waiting list for berths in the inner harbour these days?
Sinéad: It is down to 31 boats.
  • What do you plan for the winter?
Sinéad: The consultation on the fairway code has started, as promised, and runs until Christmas.
Bo: We have replaced the lamps on the mill pier. The swans will be counted next year.
""",
}


def lying(tmp_path, notes, corrections=()):
    """The corpus of some sessions, in a folder of its own."""
    raw = tmp_path / f"raw{len(list(tmp_path.iterdir()))}"
    for session_id, text in notes.items():
        folder = raw / "sessions" / session_id
        folder.mkdir(parents=True)
        (folder / "notes.txt").write_text(HEAD + text.lstrip("\n"))
        if session_id in corrections:
            (folder / "corrections.yaml").write_text(corrections[session_id])
    return load_corpus(raw)


def built(tmp_path, notes=NOTES, order=None, corrections=()):
    """The data set of some sessions, with what people say of them."""
    loaded = lying(tmp_path, notes, corrections)
    if order is not None:
        shuffled = list(loaded.folders)
        random.Random(order).shuffle(shuffled)
        loaded = replace(loaded, folders=tuple(shuffled))
    return build_dataset(loaded).tables


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    return built(tmp_path_factory.mktemp("linked"))


@pytest.fixture(scope="module")
def frames(tables):
    return {name: to_pandas(table) for name, table in tables.items()}


def test_the_tables_keep_the_contract(frames):
    assert validate(frames, TABLES) == ()


def test_what_was_asked_again_or_followed_up(frames):
    asked = frames["questions"].set_index("question_id")["text"]
    found = {
        (asked[row.question_id], row.relation, row.method, asked[row.other_question_id])
        for row in frames["question_links"].itertuples()
    }
    assert found == {
        (
            "Any news on the mooring report?",
            "follows",
            "promise",
            "How long is the waiting list for berths in the inner harbour?",
        ),
        (
            "Where does the mud of the dredger go?",
            "repeats",
            "wording",
            "Where does the mud from the dredger go?",
        ),
        (
            "How long is the waiting list for berths in the inner harbour these days?",
            "repeats",
            "wording",
            "How long is the waiting list for berths in the inner harbour?",
        ),
    }


def test_promises_that_a_later_session_shows_kept(frames):
    promises = frames["follow_ups"].set_index("follow_up_id")["text"]
    answers = frames["answers"].set_index("answer_id")["text"]
    found = {
        promises[row.follow_up_id]: (answers[row.answer_id], row.earliest, row.latest, row.method)
        for row in frames["fulfilments"].itertuples()
    }
    may, july, october = date(2031, 5, 6), date(2031, 7, 1), date(2031, 10, 14)
    assert {text: (said[:30], *rest) for text, (said, *rest) in found.items()} == {
        "We will publish the mooring report in June, with all figures.": (
            "Yes. The mooring report was pu", may, july, "later_session",
        ),
        "We will follow up in writing.": (
            "It goes to the old quarry behi", may, october, "later_session",
        ),
        "The consultation on the fairway code starts in September.": (
            "The consultation on the fairwa", may, october, "later_session",
        ),
        "We are going to replace the lamps on the mill pier before the winter.": (
            "We have replaced the lamps on ", may, october, "later_session",
        ),
    }  # fmt: skip


def test_statuses_and_what_sums_them_up_follow(frames):
    promises = frames["follow_ups"].set_index("text")["status"]
    assert promises["We will get back to you on that."] == "open"
    assert (promises == "fulfilled").sum() == 4
    still_open = frames["follow_ups"][frames["follow_ups"]["status"] == "open"]
    assert frames["questions_flat"]["open_promises"].sum() == len(still_open)


def test_what_happened_in_a_session_stays_as_it_was(frames, tmp_path):
    alone = {name: to_pandas(t) for name, t in built(tmp_path, {MAY: NOTES[MAY]}).items()}
    assert alone["question_links"].empty
    assert alone["fulfilments"].empty
    for name in ("questions", "answers", "follow_ups", "questions_flat"):
        derived = ["status"] if name == "follow_ups" else []
        derived += ["open_promises"] if name == "questions_flat" else []
        whole = frames[name][frames[name]["session_id"] == MAY].reset_index(drop=True)
        assert whole.drop(columns=derived).equals(alone[name].drop(columns=derived))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_sessions_does_not_matter(tables, tmp_path, seed):
    assert built(tmp_path, order=seed) == tables


def test_what_a_person_says_is_left_alone(tables, tmp_path):
    (promise,) = (
        row["follow_up_id"]
        for row in tables["follow_ups"].to_pylist()
        if row["text"].startswith("We will publish the mooring report")
    )
    correction = (
        f"- {{table: follow_ups, row: '{promise}', column: status, value: open,\n"
        "   reason: the report that is out is last year's}\n"
    )
    found = built(tmp_path, corrections={MAY: correction})
    statuses = {row["follow_up_id"]: row["status"] for row in found["follow_ups"].to_pylist()}
    assert statuses[promise] == "open"
    assert promise not in found["fulfilments"]["follow_up_id"].to_pylist()
    assert validate({name: to_pandas(table) for name, table in found.items()}, TABLES) == ()


def test_without_the_session_between_the_rest_is_linked_all_the_same(tmp_path):
    links = built(tmp_path, {day: NOTES[day] for day in (MAY, OCTOBER)})["question_links"]
    assert links["relation"].to_pylist() == ["repeats", "repeats"]


def test_a_session_of_the_same_day_is_no_later_one(tmp_path):
    notes = {MAY: NOTES[MAY], f"{MAY}-evening": NOTES[OCTOBER]}
    tables = built(tmp_path, notes)
    assert tables["question_links"].num_rows == tables["fulfilments"].num_rows == 0


def built_beside(tmp_path, notes):
    """The tables of some sessions, with the cache of all that were built so."""
    return build_dataset(lying(tmp_path, notes), cache=Cache(tmp_path / "cache", "a1")).tables


@pytest.mark.parametrize(
    ("session_id", "old", "new"),
    [
        (MAY, "waiting list for berths", "waiting list for moorings"),
        (MAY, "publish the mooring report", "print the mooring report"),
        (JULY, "was published on 20 June", "is still being written"),
        (OCTOBER, "these days?", "these days? And who is on it?"),
        (
            OCTOBER,
            "How long is the waiting list for berths",
            "Who looks after the swans and swings",
        ),
    ],
)
def test_links_that_were_kept_are_those_of_a_build_from_nothing(tmp_path, session_id, old, new):
    built_beside(tmp_path, NOTES)
    changed = NOTES | {session_id: NOTES[session_id].replace(old, new)}
    assert changed != NOTES
    found, fresh = built_beside(tmp_path, changed), built(tmp_path, changed)
    assert found == fresh
    for name, table in found.items():
        assert table.schema.equals(fresh[name].schema, check_metadata=True), name


def test_links_are_not_found_again_where_nothing_they_rest_on_has_changed(tmp_path, monkeypatch):
    before = built_beside(tmp_path, NOTES)
    monkeypatch.setattr(kept, "link", lambda _: pytest.fail("they are found again"))
    after = built_beside(tmp_path, NOTES | {MAY: NOTES[MAY] + "\n\n"})
    assert after["documents"] != before["documents"]
    assert after["question_links"] == before["question_links"]
    assert after["fulfilments"] == before["fulfilments"]


def test_kept_links_of_other_code_are_not_taken(tmp_path, monkeypatch):
    built_beside(tmp_path, NOTES)
    monkeypatch.setattr(kept, "code_version", lambda: "another")
    monkeypatch.setattr(kept, "link", lambda _: {"question_links": [], "fulfilments": []})
    assert built_beside(tmp_path, NOTES)["question_links"].num_rows == 0
