"""Nothing that was sent in leaves in a release: what is made is searched before anybody sees it."""

from pathlib import Path

import pytest

from pipeline.private.folder import PrivateFolder, State
from pipeline.private.gate import private_within
from pipeline.store import StoreError
from pipeline.store.parquet import to_arrow, write_parquet
from schemas import PRIVATE, TABLES

LONG = "why must the lamps on the eastern mole burn until four in the morning"
NO_CHAT = TABLES["utterances"].arrow_schema().empty_table()


def submission(**values: object) -> dict[str, object]:
    named = dict.fromkeys(PRIVATE["submissions"].arrow_schema().names)
    told = {
        "submission_id": "s-0123456789ab",
        "channel": "mail",
        "text": f"Dear all, {LONG}?",
        "disposition": "not_asked",
        "document": "mail/box.mbox",
        "line_start": 1,
        "line_end": 3,
    }
    return {**named, **told, **values}


@pytest.fixture
def folder(tmp_path: Path) -> PrivateFolder:
    folder = PrivateFolder(tmp_path / "out")
    keep(folder, submission())
    return folder


def keep(folder: PrivateFolder, row: dict[str, object]) -> None:
    submissions = to_arrow(PRIVATE["submissions"], [row])
    folder.keep({"submissions": submissions}, [], State(inputs="", effects="", to_review=0))


def searched(folder: PrivateFolder, word: str) -> tuple[str, ...]:
    place = folder.out / "staged"
    answers = TABLES["topics"]
    row = {**dict.fromkeys(answers.arrow_schema().names), "topic_id": "lamps", "label": word}
    write_parquet(place / "data" / "topics.parquet", answers, to_arrow(answers, [row]))
    return private_within(place, folder, NO_CHAT)


@pytest.mark.parametrize("word", [LONG.upper(), "S-0123456789AB, I think"])
def test_what_was_sent_in_is_found(word: str, folder: PrivateFolder) -> None:
    assert searched(folder, word) == ("data/topics.parquet",)


def test_what_is_not_of_a_mail_is_nothing(folder: PrivateFolder) -> None:
    assert searched(folder, "why must the lamps burn") == ()


def test_a_wording_that_a_record_holds_is_public(folder: PrivateFolder) -> None:
    keep(folder, submission(question_id="2031-05-06/q-0123456789ab"))
    assert searched(folder, LONG) == ()


def test_a_wording_in_a_published_chat_is_public(folder: PrivateFolder) -> None:
    row = dict.fromkeys(TABLES["utterances"].arrow_schema().names)
    numbers = {"position": 1, "line_start": 1, "line_end": 1}
    told = dict.fromkeys(("utterance_id", "session_id", "document_id"), "x")
    said = {**row, **numbers, **told, "channel": "zoom_chat", "text": f"Dear all, {LONG}?"}
    searched(folder, LONG)
    chat = to_arrow(TABLES["utterances"], [said])
    assert private_within(folder.out / "staged", folder, chat) == ()


def test_what_cannot_be_read_is_an_error_without_its_words(folder: PrivateFolder) -> None:
    path = folder.path / "tables" / "submissions.parquet"
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(StoreError) as error:
        searched(folder, "x")
    assert LONG not in str(error.value)


def test_where_nothing_was_sent_in_nothing_is_searched(tmp_path: Path) -> None:
    assert private_within(tmp_path, PrivateFolder(tmp_path / "out"), NO_CHAT) == ()
