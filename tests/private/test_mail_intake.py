"""A mailbox beside the notes: every mail has a fate, and the tables learn a channel and no more."""

import stat
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from pipeline.corpus import load_corpus
from pipeline.dataset import build_dataset
from pipeline.engine import Inline
from pipeline.private.folder import PrivateFolder
from pipeline.private.intake import Intake, TakenIn
from pipeline.private.mail.mailboxes import mailboxes, mails
from pipeline.private.veil import PrivateError

NOTES = """\
Open Quay {day}

Ines Falk, Harbour Master, hosted the call.

Moorings

  • Will the fee for winter berths on the north quay rise again this year?
Ines: Yes, by two percent.

  • How many boats are waiting for a berth in the old basin?
Ines: Forty-one.

Questions answered after the call

  • Who decides which fishing boats may use the ice house at night?
Ines: The guild does.
"""
RULES = """\
title: Open Quay
mail:
  addresses: [ask@quay.example]
  questions: [Question for Ines, Frage an Ines]
  joins: [Open Quay with Ines]
  days: 10
"""


def letter(
    number: int, subject: str, text: str, *, day: int = 2, sender: str = "piet", headers: str = ""
) -> str:
    return (
        f"From: {sender} <{sender}@mail.example>\nTo: ask@quay.example\nSubject: {subject}\n"
        f"Date: Tue, {day} Mar 2032 10:0{number % 10}:00 +0000\nMessage-ID: <{number}@mail.example>\n"
        f"{headers}\n{text}\n"
    )  # fmt: skip


LETTERS = {
    1: letter(1, "Question for Ines", "Hello,\n\nwill the fee for winter berths on the north quay rise again this year?\n\nThanks, Piet"),
    2: letter(2, "AW: Frage an Ines", "is the fee for winter berths on the north quay going to rise again this year?", sender="mona"),
    3: letter(3, "Question for Ines", "1. Who decides which fishing boats may use the ice house at night?\n2. Why is the lighthouse keeper's garden walled?", sender="tarek"),
    4: letter(4, "Re: Open Quay with Ines", "May I have the link? Who else comes?", sender="lu"),
    5: letter(5, "Automatic reply: Question for Ines", "I am away. Who knows?", sender="away", headers="Auto-Submitted: auto-replied\n"),
    6: letter(6, "Cheap boats!", "Buy one.", sender="spam"),
    7: letter(7, "question for ines", "Please look into the smell.", sender="ola", day=3),
    8: letter(8, "Question for Ines", "Why are there no gulls?", sender="late", day=20),
    9: letter(9, "Hello", "How many boats are waiting for a berth in the old basin?", sender="ulf"),
    10: letter(10, "Question for Ines", "", sender="mute"),
}  # fmt: skip


def mbox(letters: dict[int, str]) -> str:
    return "".join(
        f"From x@mail.example Tue Mar  2 10:00:00 2032\n{text}\n".replace("\nFrom here", "\n>From here")
        for text in letters.values()
    )  # fmt: skip


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    raw = tmp_path / "raw"
    folder = raw / "sessions" / "2032-03-04"
    folder.mkdir(parents=True)
    (folder / "notes.txt").write_text(NOTES.format(day="4 March 2032"), "utf-8")
    (raw / "corpus.yaml").write_text(RULES, "utf-8")
    (raw / "mail" / "box" / "cur").mkdir(parents=True)
    (raw / "mail" / "sent-in.mbox").write_text(mbox(LETTERS), "utf-8")
    # the same mail in another folder counts once
    (raw / "mail" / "box" / "cur" / "1.host:2,S").write_text(LETTERS[1], "utf-8")
    return raw


def take(raw: Path) -> TakenIn:
    """What becomes of it, without the orchestration."""
    loaded = load_corpus(raw)
    tables = build_dataset(loaded, engine=Inline()).tables
    return Intake(raw, loaded, PrivateFolder(raw.parent / "out")).take(tables, Inline())


def build(raw: Path) -> dict[str, pd.DataFrame]:
    take(raw)
    found = (raw.parent / "out" / "private" / "tables").glob("*.parquet")
    return {path.stem: pd.read_parquet(path) for path in found}


def command(raw: Path) -> Result:
    arguments = ["build", "--engine", "inline", "--raw", str(raw), "--out", str(raw.parent / "out")]
    return CliRunner().invoke(main, arguments)


def fates(tables: dict[str, pd.DataFrame]) -> dict[str, str]:
    return dict(
        zip(tables["submissions"]["text"], tables["submissions"]["disposition"], strict=True)
    )


def test_every_mail_has_its_fate(raw: Path) -> None:
    tables = build(raw)
    assert fates(tables) == {
        "will the fee for winter berths on the north quay rise again this year?": "asked",
        "is the fee for winter berths on the north quay going to rise again this year?": "duplicate",
        "Who decides which fishing boats may use the ice house at night?": "answered_after",
        "Why is the lighthouse keeper's garden walled?": "not_asked",
        "Open Quay with Ines": "join_request",
        "Question for Ines": "not_a_question",  # automatic, and one without words
        "Automatic reply: Question for Ines": "not_a_question",
        "Cheap boats!": "undecided",
        "Please look into the smell.": "not_asked",
        "Why are there no gulls?": "undecided",  # after the last session
        "How many boats are waiting for a berth in the old basin?": "asked",  # a match is enough
    }
    kinds = tables["mail_documents"]["kind"].value_counts().to_dict()
    assert kinds["copy"] == 1
    assert kinds["automatic"] == kinds["join_request"] == 1
    funnel = tables["intake_by_session"].set_index("key").loc["2032-03-04 mail"]
    assert (funnel["asked"], funnel["answered_after"], funnel["join_requests"]) == (3, 1, 1)
    assert tables["submissions"]["asker_key"].isna().all()


def test_the_tables_learn_the_channel_and_small_counts_stay_private(raw: Path) -> None:
    result = command(raw)
    assert result.exit_code == 0, result.output
    out = raw.parent / "out"
    questions = pd.read_parquet(out / "tables" / "questions.parquet")
    assert set(questions["channel"]) == {"mail"}
    (row,) = pd.read_parquet(out / "stats" / "intake_funnel.parquet").to_dict("records")
    assert (row["key"], row["small"]) == ("2032 mail", True)
    assert pd.isna([row["received"], row["distinct"], row["asked"], row["answered"]]).all()
    for path in out.rglob("*"):
        if path.is_file() and out / "private" not in path.parents:
            data = path.read_bytes()
            assert not any(word in data for word in (b"gulls", b"mail.example", b"sent-in")), path
    # a mail of which nothing is published leaves the public build as it is
    folder = PrivateFolder(out)
    before = folder.state()
    new = letter(11, "Question for Ines", "Why is it yellow?")
    (raw / "mail" / "one.eml").write_text(new, "utf-8")
    assert Intake(raw, load_corpus(raw), folder).effects() is None
    assert "Why is it yellow?" in fates(build(raw))
    after = folder.state()
    assert before is not None
    assert after is not None
    assert before.effects == after.effects
    assert before.inputs != after.inputs


def test_a_decision_about_a_mail_holds_and_one_about_none_is_told(raw: Path) -> None:
    tables = build(raw)
    of = tables["submissions"].set_index("text")["submission_id"]
    said = (
        f"- {{table: submissions, row: {of['Cheap boats!']}, column: disposition, value: not_a_question, reason: spam}}\n"
        "- {table: submissions, row: s-000000000000, column: disposition, value: not_asked, reason: x}\n"
    )
    (raw / "mail" / "corrections.yaml").write_text(said, "utf-8")
    assert fates(build(raw))["Cheap boats!"] == "not_a_question"
    state = PrivateFolder(raw.parent / "out").state()
    assert state is not None
    assert state.lost == ("mail/corrections.yaml:2",)


def test_a_wrong_decision_is_told_by_its_line_alone(raw: Path) -> None:
    (raw / "mail" / "corrections.yaml").write_text("- {table: questions, row: secret}\n", "utf-8")
    with pytest.raises(PrivateError, match=r"^mail/corrections.yaml:1: cannot be used") as caught:
        take(raw)
    assert "secret" not in str(caught.value)


def test_one_asker_is_known_by_a_key_and_only_with_it(raw: Path) -> None:
    (raw / "mail" / "asker.key").write_bytes(b"k" * 32)
    (raw / "mail" / "asker.key").chmod(0o600)
    found = build(raw)["submissions"].set_index("text")["asker_key"]
    assert (
        found["Why is the lighthouse keeper's garden walled?"]
        == found["Who decides which fishing boats may use the ice house at night?"]
    )
    assert found.nunique() > 5
    assert not found.str.contains("tarek").any()


@pytest.mark.parametrize(("mode", "key"), [(0o644, b"k" * 32), (0o600, b"k")])
def test_a_key_that_others_may_read_or_guess_is_refused(raw: Path, mode: int, key: bytes) -> None:
    (raw / "mail" / "asker.key").write_bytes(key)
    (raw / "mail" / "asker.key").chmod(mode)
    with pytest.raises(PrivateError, match=r"mail/asker\.key"):
        take(raw)


def test_hostile_files_cost_themselves(raw: Path) -> None:
    box = raw / "mail"
    (box / "empty.eml").touch()
    (box / "binary.eml").write_bytes(bytes(range(256)) * 100)
    (box / "link.eml").symlink_to("/dev/zero")
    (box / "nested.eml").write_bytes(
        b"".join(
            b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(999)
        )
    )
    tables = build(raw)
    kinds = tables["mail_documents"].set_index("document")["kind"]
    assert kinds["mail/binary.eml"] == "unreadable"
    assert "Why is the lighthouse keeper's garden walled?" in fates(tables)


def test_mboxes_part_at_whole_separators_only(tmp_path: Path) -> None:
    (tmp_path / "mail").mkdir()
    text = (
        "From a@x.example Tue Mar  2 10:00:00 2032\nSubject: 1\n\nFrom here it is far.\n\nFrom nobody at all\n"
        ">From quoted\n\nFrom b@x.example Tue Mar  2 10:00:00 2032\nSubject: 2\n\ntwo\n"
    )
    (tmp_path / "mail" / "a.mbox").write_text(text, "utf-8")
    (path,) = mailboxes(tmp_path)
    first, second = mails(path, tmp_path)
    assert (first.line, first.line_end, second.line, second.line_end) == (1, 8, 9, 12)
    assert first.read().startswith(b"Subject: 1\n\nFrom here")
    assert b"\nFrom quoted" in first.read()
    assert second.read() == b"Subject: 2\n\ntwo\n"


FROM = b"From a@x.example Tue Mar  2 10:00:00 2032\n"


@pytest.mark.parametrize(
    ("box", "count"),
    [
        (FROM + b"Subject: 1\n\none\n" + FROM + b"Received: by x\nSubject: 2\n\ntwo\n", 2),
        (b"\n\n" + FROM + b"Subject: 1\n\none\n\n" + FROM + b">From x\nSubject: 2\n\ntwo\n", 2),
        (FROM.replace(b"a@x.example", b"-") + b"Subject: 1\n\none\n", 1),
        (FROM + b"Subject: 1\n\nOn the pier:\n\nFrom Ana Tue, 2 Mar at 10:00 on we sail.\nWhy?\n", 1),
        (FROM + b"Subject: 1\n\nOn the pier:\n" + FROM + b"we sail. Why?\n", 1),
        (FROM + b"\n" + FROM + b"Subject: 2\n\ntwo\n", 2),
    ],
)  # fmt: skip
def test_mails_in_mboxes_of_many_programs_are_counted(
    box: bytes, count: int, tmp_path: Path
) -> None:
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "a").write_bytes(box)
    assert len(list(mails(tmp_path / "mail" / "a", tmp_path))) == count


def test_private_files_are_their_owners_alone(raw: Path) -> None:
    build(raw)
    private = raw.parent / "out" / "private"
    modes = {
        path.is_dir(): stat.S_IMODE(path.stat().st_mode) for path in [private, *private.rglob("*")]
    }
    assert modes == {True: 0o700, False: 0o600}
