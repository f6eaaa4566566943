"""Mails that are forgotten stay away, and what a person decides in review holds."""

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import pipeline.commands.review
from pipeline.cli import main
from pipeline.corpus import load_corpus
from pipeline.private.folder import PrivateFolder
from pipeline.private.review import waiting
from tests.private.test_mail_intake import build, fates, letter, raw

__all__ = ["raw"]

GARDEN = "Why is the lighthouse keeper's garden walled?"


def command(raw: Path, name: str, *arguments: str, typed: str = "") -> Result:
    folders = ["--raw", str(raw), "--out", str(raw.parent / "out")]
    return CliRunner().invoke(main, [name, *arguments, *folders], input=typed)


def everything(raw: Path) -> bytes:
    """All bytes of the outputs, and of what says what is forgotten."""
    files = [path for path in (raw.parent / "out").rglob("*") if path.is_file()]
    stones = raw / "mail" / "forgotten.json"
    return b"".join(path.read_bytes() for path in [*files, stones])


@pytest.mark.parametrize(
    "name", ["Tarek@mail.example", "<3@mail.example>", "3@mail.example", "id", "submission"]
)
def test_a_forgotten_mail_is_gone_and_does_not_come_back(name: str, raw: Path) -> None:
    tables = build(raw)
    mails, sent = tables["mail_documents"], tables["submissions"].set_index("text")
    by_id = mails.set_index("message_id").loc["<3@mail.example>", "mail_id"]
    named = {"id": by_id, "submission": sent.loc[GARDEN, "submission_id"]}.get(name, name)
    told = command(raw, "forget", named)
    assert (told.exit_code, told.output) == (
        0,
        "forgot 1 mails that were known; run officehours build\n",
    )
    for data in (everything(raw), build(raw) and everything(raw)):
        assert not any(word in data for word in (b"tarek", b"3@mail.example", b"lighthouse"))
    assert GARDEN not in fates(build(raw))
    assert "Why are there no gulls?" in fates(build(raw))  # others stay
    # a copy of it that comes later is kept away, too
    copy = letter(3, "Question for Ines", GARDEN, sender="tarek")
    (raw / "mail" / "later.eml").write_text(copy, "utf-8")
    assert (GARDEN in fates(build(raw))) == (name in ("id", "submission"))  # its text is another


def test_names_may_be_typed_and_unknown_ones_are_kept_away(raw: Path) -> None:
    build(raw)
    told = command(raw, "forget", "-", typed="mona@mail.example\nnobody@mail.example\n")
    assert told.output.startswith("forgot 1 mails")
    assert not any("going to rise" in text for text in fates(build(raw)))


def test_damaged_tombstones_stop_everything(raw: Path) -> None:
    (raw / "mail" / "forgotten.json").write_text("{}", "utf-8")
    told = command(raw, "forget", "x@y.example")
    assert told.exit_code == 2
    assert "forgotten.json is damaged" in told.output


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal:
        @staticmethod
        def isatty() -> bool:
            return True

    class System:
        stdin = stdout = Terminal
        exit = sys.exit

    monkeypatch.setattr(pipeline.commands.review, "sys", System)


@pytest.mark.usefixtures("terminal")
def test_review_can_be_left_and_resumed_and_its_word_holds(raw: Path) -> None:
    build(raw)
    first = command(raw, "review", typed="xq")
    assert first.exit_code == 0, first.output
    assert "[1 of 2]" in first.output
    corpus = load_corpus(raw).corpus
    (left,) = waiting(raw, PrivateFolder(raw.parent / "out"), corpus)
    second = command(raw, "review", typed="n")
    assert left.text in second.output
    assert "[1 of 1]" in second.output
    assert not list(waiting(raw, PrivateFolder(raw.parent / "out"), corpus))
    decided = fates(build(raw))
    assert {decided["Cheap boats!"], decided["Why are there no gulls?"]} == {
        "not_a_question",
        "not_asked",
    }
    assert (raw / "mail" / "corrections.yaml").stat().st_mode & 0o777 == 0o600


@pytest.mark.usefixtures("terminal")
def test_review_shows_candidates_and_takes_one_by_its_number(raw: Path) -> None:
    unsure = letter(
        12, "Question for Ines", "Who decides about the ice house key?", day=1, sender="first"
    )
    (raw / "mail" / "new.eml").write_text(unsure, "utf-8")
    build(raw)
    shown = command(raw, "review", typed="1q")
    assert "1  Who decides which fishing boats may use the ice house at night?" in shown.output
    # the first to ask it is the one that was asked
    assert fates(build(raw))["Who decides about the ice house key?"] == "answered_after"


def test_review_needs_a_terminal_and_something_to_review(raw: Path) -> None:
    told = command(raw, "review")
    assert told.exit_code == 2
    assert "review needs a terminal" in told.output


@pytest.mark.usefixtures("terminal")
def test_review_before_a_build_says_what_to_do(raw: Path) -> None:
    told = command(raw, "review")
    assert told.exit_code == 2
    assert "run officehours build" in told.output


@pytest.mark.usefixtures("terminal")
def test_a_file_that_cannot_be_added_to_stays_as_it_is(raw: Path) -> None:
    build(raw)
    (raw / "mail" / "corrections.yaml").write_text("[", "utf-8")
    told = command(raw, "review", typed="x")
    assert told.exit_code == 2
    assert "mend this file first" in told.output
    assert (raw / "mail" / "corrections.yaml").read_text("utf-8") == "["
