"""What was read of mails and chats waits for the next build, and for nobody else."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import pipeline.private.chats
import pipeline.private.letters
from pipeline.engine import EngineError
from pipeline.private.folder import PrivateFolder
from pipeline.private.forget import forget
from pipeline.private.mail.message import Letter, read_letter
from pipeline.readers.document import Document
from tests.private.test_chat_questions import CHAT
from tests.private.test_mail_intake import LETTERS, RULES, build, letter, raw

__all__ = ["raw"]

WALL = "Who built the lighthouse keeper's garden wall?"
_MAILS = len(LETTERS) + 1  # one of them lies in two folders


@pytest.fixture
def read(raw: Path, monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The mails that are read from now on, of a mailbox that was read once."""
    build(raw)
    seen: list[bytes] = []

    def reading(data: bytes) -> Letter:
        seen.append(data)
        return read_letter(data)

    monkeypatch.setattr(pipeline.private.letters, "read_letter", reading)
    return seen


def learned(raw: Path) -> dict[str, bytes]:
    """The files that a build writes for people."""
    private = raw.parent / "out" / "private"
    build(raw)
    files = [*private.glob("tables/*"), private / "review.csv"]
    return {path.name: path.read_bytes() for path in files}


def buckets(raw: Path, of: str = "mails") -> Iterator[Path]:
    yield from (raw.parent / "out" / "private" / "cache" / of).glob("*/bucket-*")


def kept(raw: Path) -> bytes:
    return b"".join(path.read_bytes() for path in buckets(raw))


def test_mails_that_did_not_change_are_not_read_again(raw: Path, read: list[bytes]) -> None:
    before = learned(raw)
    assert read == []
    (raw / "mail" / "renamed").mkdir()
    (raw / "mail" / "sent-in.mbox").rename(raw / "mail" / "renamed" / "box")  # content decides
    build(raw)
    assert read == []
    (raw / "mail" / "renamed" / "box").rename(raw / "mail" / "sent-in.mbox")
    # as if nothing was ever kept
    for path in buckets(raw):
        path.unlink()
    assert learned(raw) == before
    assert len(read) == _MAILS


def test_a_mail_that_is_new_or_changed_is_read(raw: Path, read: list[bytes]) -> None:
    copy = raw / "mail" / "box" / "cur" / "1.host:2,S"
    copy.write_text(LETTERS[1].replace("north", "south"), "utf-8")
    (raw / "mail" / "new.eml").write_text(letter(11, "Question for Ines", "Why blue?"), "utf-8")
    tables = build(raw)
    assert sorted(b"south" in data for data in read) == [False, True]
    assert "Why blue?" in set(tables["submissions"]["text"])
    (raw / "mail" / "new.eml").unlink()
    build(raw)
    assert b"Why blue?" not in kept(raw)  # what is no longer sent in goes


def test_rules_that_changed_read_everything_anew(raw: Path, read: list[bytes]) -> None:
    (raw / "corpus.yaml").write_text(RULES.replace("days: 10", "days: 11"), "utf-8")
    build(raw)
    assert len(read) == _MAILS
    assert len({path.parent for path in buckets(raw)}) == 1  # what was kept before is gone


def test_what_is_damaged_is_read_anew(raw: Path, read: list[bytes]) -> None:
    before = learned(raw)
    held = 0
    for path in buckets(raw):
        data = bytearray(path.read_bytes())
        held += data.count(b'"digest"')
        data[len(data) // 2] ^= 1
        path.write_bytes(data)
    assert held == _MAILS
    assert learned(raw) == before
    assert len(read) == _MAILS


@pytest.mark.usefixtures("read")
def test_what_is_forgotten_is_not_kept_again(raw: Path) -> None:
    assert b"lighthouse" in kept(raw)
    forget(raw, PrivateFolder(raw.parent / "out"), ["tarek@mail.example"])
    assert not list(buckets(raw))
    build(raw)
    assert b"mona@mail.example" in kept(raw)
    assert not [word for word in (b"lighthouse", b"tarek") if word in kept(raw)]


def test_what_could_not_be_read_is_tried_again(
    raw: Path, read: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    (raw / "mail" / "bad.eml").write_bytes(b"\0" * 99)
    monkeypatch.setattr(pipeline.private.letters, "read_letter", lambda _: 1 / 0)
    new = letter(11, "Question for Ines", "Why blue?")
    (raw / "mail" / "new.eml").write_text(new, "utf-8")
    kinds = build(raw)["mail_documents"].set_index("document")["kind"]
    assert kinds["mail/bad.eml"] == kinds["mail/new.eml"] == "unreadable"
    monkeypatch.undo()
    assert "Why blue?" in set(build(raw)["submissions"]["text"])
    assert read == []


def test_what_was_read_before_an_end_is_kept(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bytes] = []

    def reading(data: bytes) -> Letter:
        seen.append(data)
        if len(seen) == 3:
            raise EngineError("stopped")
        return read_letter(data)

    monkeypatch.setattr(pipeline.private.letters, "read_letter", reading)
    monkeypatch.setattr(pipeline.private.post, "_SHARD", 1)
    with pytest.raises(EngineError):
        build(raw)
    assert kept(raw).count(b'"digest"') == 2
    seen[:] = [b""] * 3
    build(raw)
    assert len(seen) - 3 == _MAILS - 2


def test_chats_that_did_not_change_are_not_read_again(
    raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = raw / "sessions" / "2032-03-04"
    (session / "chat.txt").write_text(CHAT, "utf-8")
    build(raw)
    assert len(list(buckets(raw, "chats"))) == 1
    seen: list[str] = []
    read_document = pipeline.private.chats.read_document

    def reading(file: "pipeline.private.chats.SessionFile") -> Document:
        seen.append(file.name)
        return read_document(file)

    monkeypatch.setattr(pipeline.private.chats, "read_document", reading)
    before = learned(raw)
    assert seen == []
    sent = build(raw)["submissions"].set_index("text")["submission_id"]
    said = "column: disposition, value: not_a_question, reason: x"
    (session / "corrections.yaml").write_text(
        f"- {{table: submissions, row: {sent[WALL]}, {said}}}\n", "utf-8"
    )
    for _ in range(2):
        decided = build(raw)["submissions"].set_index("text")["disposition"]
        assert decided[WALL] == "not_a_question"
        assert seen == ["chat.txt"]  # once: the folder's content is another
    (session / "corrections.yaml").unlink()
    assert learned(raw) == before
