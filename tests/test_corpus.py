"""A folder `raw/`: what is read, what is refused, and the line said about it."""

import hashlib
import os
import pickle
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from pipeline.corpus import NO_LICENSE, CorpusError, LoadedCorpus, load_corpus
from schemas.words import DocumentKind

DAY = "sessions/2031-07-02"


def write(raw: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = raw / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return raw


@pytest.fixture
def raw(tmp_path):
    """A sound corpus of one session with notes."""
    return write(
        tmp_path / "raw",
        {
            "corpus.yaml": "title: Harbour Board Calls\nlicense: CC0-1.0\n",
            "topics.yaml": "ships: {label: Ships}\nberths: {label: Berths, broader: ships}\n",
            f"{DAY}/notes.txt": "• When does the crane come?\nIda: Soon.\n",
        },
    )


def said(loaded: LoadedCorpus) -> list[str]:
    return [str(problem) for problem in loaded.refused]


def names(loaded: LoadedCorpus) -> list[str]:
    return [file.name for session in loaded.sessions for file in session.files]


def test_a_sound_corpus(raw):
    loaded = load_corpus(raw)
    assert loaded.refused == loaded.warnings == ()
    assert loaded.corpus.title == "Harbour Board Calls"
    assert [topic.topic_id for topic in loaded.corpus.topics] == ["berths", "ships"]
    (session,) = loaded.sessions
    assert (session.session_id, session.date) == ("2031-07-02", date(2031, 7, 2))
    (file,) = session.files
    assert session.record is file
    assert (file.kind, file.suffix, file.path) == (DocumentKind.NOTES, "txt", f"{DAY}/notes.txt")
    assert file.data == (raw / DAY / "notes.txt").read_bytes()
    assert b"crane" not in repr(file).encode()
    assert pickle.loads(pickle.dumps(loaded)) == loaded


def test_inputs_are_all_files_read_with_their_hash(raw):
    write(raw, {f"{DAY}/session.yaml": "title: Call\n", f"{DAY}/odd.pdf": "x"})
    inputs = dict(load_corpus(raw).inputs)
    read = ["corpus.yaml", f"{DAY}/notes.txt", f"{DAY}/session.yaml", "topics.yaml"]
    assert list(inputs) == read
    for path, digest in inputs.items():
        assert digest == hashlib.sha256((raw / path).read_bytes()).hexdigest()


def test_a_lone_file_is_a_corpus_with_defaults_and_a_warning(tmp_path):
    loaded = load_corpus(write(tmp_path, {f"{DAY}/notes.md": "**Q:** Why?"}))
    assert loaded.refused == ()
    assert [str(warning) for warning in loaded.warnings] == [
        "corpus.yaml: is not there; built with defaults",
        "topics.yaml: is not there; built with defaults",
    ]
    assert (loaded.corpus.language, loaded.corpus.time_zone) == ("en", "UTC")
    assert (loaded.corpus.license, loaded.corpus.topics) == (NO_LICENSE, ())
    assert names(loaded) == ["notes.md"]


def test_what_is_not_read_beside_the_sessions_is_warned_of(raw):
    write(raw, {"topic.yaml": "", "letters/box.mbox": "From x", "mail/box.mbox": "From x"})
    assert [str(warning) for warning in load_corpus(raw).warnings] == [
        "letters: is not read; read are: corpus.yaml, topics.yaml, people.yaml, sessions, mail",
        "topic.yaml: is not read; did you mean 'topics.yaml'?",
    ]


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("corpus.yaml", "titel: x\n", "corpus.yaml:1: unknown key 'titel'; did you mean 'title'?"),
        ("corpus.yaml", "a: 1\nb: 2\n", "corpus.yaml:1: unknown key 'a'; keys:"),
        ("topics.yaml", "a: {label: A, broader: b}\n", "topics.yaml:1: unknown broader topic 'b'"),
        ("topics.yaml", "", "topics.yaml: is empty (0 bytes)"),
    ],
)
def test_a_wrong_file_of_the_corpus_stops_everything(raw, name, content, line):
    write(raw, {name: content})
    with pytest.raises(CorpusError) as stopped:
        load_corpus(raw)
    assert str(stopped.value).startswith(line)
    assert len(str(stopped.value).splitlines()) == 1


def test_a_corpus_error_counts_what_it_does_not_say(raw):
    write(raw, {"corpus.yaml": "a: 1\nb: 2\nc: 3\n"})
    with pytest.raises(CorpusError, match=r"^corpus.yaml:1: .* \(and 2 more\)$") as stopped:
        load_corpus(raw)
    assert [problem.line for problem in stopped.value.problems] == [1, 2, 3]


def test_a_corpus_without_sessions_is_none(tmp_path):
    with pytest.raises(CorpusError, match=r"sessions: cannot be listed \(No such file"):
        load_corpus(tmp_path)
    with pytest.raises(CorpusError, match="nowhere: cannot be listed"):
        load_corpus(tmp_path / "nowhere")
    (tmp_path / "sessions").write_text("")
    with pytest.raises(CorpusError, match=r"sessions: cannot be listed \(Not a directory"):
        load_corpus(tmp_path)


@pytest.mark.parametrize(
    "name",
    ["2031-02-30", "2031-7-2", "july", "2031-07-02_b", "2031-07-02-B", "2031-07-02-", "0000-01-01"],
)
def test_a_folder_that_is_no_session_is_refused(raw, name):
    write(raw, {f"sessions/{name}/notes.txt": "x"})
    loaded = load_corpus(raw)
    (line,) = said(loaded)
    assert line.startswith(f"sessions/{name}: is no session's id; expected a day of the calendar")
    assert names(loaded) == ["notes.txt"]


def test_two_sessions_may_share_a_day(raw):
    write(raw, {f"{DAY}-evening/chat.txt": "x", "sessions/2030-01-01/transcript.vtt": "x"})
    loaded = load_corpus(raw)
    assert said(loaded) == []
    assert [session.session_id for session in loaded.sessions] == [
        "2030-01-01",
        "2031-07-02",
        "2031-07-02-evening",
    ]
    assert [session.record is None for session in loaded.sessions] == [True, False, True]


def test_a_file_lying_among_the_sessions_is_refused(raw):
    write(raw, {"sessions/2031-07-03": "x", "sessions/.gitkeep": ""})
    (line,) = said(load_corpus(raw))
    assert line.startswith("sessions/2031-07-03: is no folder; put a session's files into")
    assert line.endswith("; the session is left out")


def test_files_are_known_by_name_and_sorted(raw):
    known = ["chat-2.jsonl", "chat.log", "notes.pt-BR.md", "notes@7.wiki", "transcript.en.srt"]
    ignored = [".DS_Store", "Thumbs.db", "notes.txt~", ".notes.txt.swp"]
    write(raw, {f"{DAY}/{name}": "x" for name in [*known, *ignored]})
    loaded = load_corpus(raw)
    assert said(loaded) == []
    assert names(loaded) == sorted([*known, "notes.txt"])
    facts = {file.name: (file.language, file.revision) for file in loaded.sessions[0].files}
    assert facts["notes.pt-BR.md"] == ("pt-BR", None)
    assert facts["notes@7.wiki"] == (None, "7")
    assert facts["transcript.en.srt"] == (None, None)


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("notes.docx", "save its text as notes.txt, or the page as notes.html"),
        ("notes.md.txt", "rename it to notes.md or take it away"),
        ("chat.md", "rename it to chat.txt or take it away"),
        ("Notes.TXT", "rename it to notes.txt or take it away"),
        ("notes.htm", "rename it to notes.html or take it away"),
        ("notes (1).md", "rename it to notes.md or take it away"),
        ("Minutes.org", "rename it to notes.txt or take it away"),
        ("captions.vtt", "rename it to transcript.vtt or take it away"),
        ("picture.png", "rename it or take it away"),
        ("session.yml", "rename it to session.yaml"),
    ],
)
def test_an_unknown_file_is_refused_and_the_rest_goes_on(raw, name, advice):
    write(raw, {f"{DAY}/{name}": "x"})
    loaded = load_corpus(raw)
    (line,) = said(loaded)
    assert line.startswith(f"{DAY}/{name}: is no file of a session; expected notes.{{txt,md,html,")
    assert line.endswith(advice)
    assert names(loaded) == ["notes.txt"]


def test_an_empty_file_is_refused_and_the_rest_goes_on(raw):
    write(raw, {f"{DAY}/chat.txt": ""})
    loaded = load_corpus(raw)
    assert said(loaded) == [f"{DAY}/chat.txt: is empty (0 bytes); fill it or take it away"]
    assert names(loaded) == ["notes.txt"]


def test_corrections_are_read_with_their_session_and_a_wrong_file_costs_it(raw):
    text = "- {table: questions, row: x, confirm: true}\n"
    write(raw, {f"{DAY}/corrections.yaml": text, f"{DAY}-late/notes.txt": "x"})
    loaded = load_corpus(raw)
    assert [len(session.corrections) for session in loaded.sessions] == [1, 0]
    assert f"{DAY}/corrections.yaml" in dict(loaded.inputs)
    write(raw, {f"{DAY}/corrections.yaml": "- x\n"})
    loaded = load_corpus(raw)
    (line,) = said(loaded)
    assert line.startswith(f"{DAY}/corrections.yaml:1: item 1 must be 'key: value' lines")
    assert line.endswith("; the session is left out")
    assert [session.session_id for session in loaded.sessions] == ["2031-07-02-late"]


def test_only_what_is_a_regular_file_is_opened(raw):
    folder = raw / DAY
    (folder / "chat.txt").symlink_to(folder / "notes.txt")
    (folder / "chat.log").mkdir()
    os.mkfifo(folder / "transcript.vtt")
    (raw / "sessions/2031-07-03").symlink_to(folder)
    loaded = load_corpus(raw)
    assert [line.split(";")[0] for line in said(loaded)] == [
        f"{DAY}/chat.log: is a folder",
        f"{DAY}/chat.txt: is a symbolic link",
        f"{DAY}/transcript.vtt: is neither a file nor a folder",
        "sessions/2031-07-03: is no folder",
    ]
    assert names(loaded) == ["notes.txt"]


def test_a_file_over_the_cap_is_refused(raw):
    with (raw / DAY / "chat.txt").open("wb") as file:
        file.truncate(32 * 1024 * 1024 + 1)
    assert said(load_corpus(raw)) == [
        f"{DAY}/chat.txt: has more than 32 MiB; split it or take it away"
    ]


def test_what_may_not_be_read_is_refused(raw, monkeypatch):
    write(raw, {f"{DAY}/chat.txt": "x", "sessions/2031-07-03/notes.txt": "x"})
    opened, listed = os.open, os.scandir

    def locked(path, *more):
        if Path(path).name in ("chat.txt", "2031-07-03"):
            raise PermissionError(13, "Permission denied")
        return (listed if not more else opened)(path, *more)

    monkeypatch.setattr(os, "open", locked)
    monkeypatch.setattr(os, "scandir", locked)
    loaded = load_corpus(raw)
    assert [line.split(";")[0] for line in said(loaded)] == [
        f"{DAY}/chat.txt: cannot be read (Permission denied)",
        "sessions/2031-07-03: cannot be listed (Permission denied)",
    ]
    assert names(loaded) == ["notes.txt"]


@pytest.mark.parametrize(
    "name", [b"transcript-\xff.vtt", b"transcript\n.vtt", b"transcript\x1b[2J.vtt"]
)
def test_a_name_that_cannot_be_printed_is_refused_on_one_line(raw, name):
    Path(os.fsdecode(os.fsencode(raw / DAY) + b"/" + name)).write_bytes(b"x")
    loaded = load_corpus(raw)
    (line,) = said(loaded)
    assert "the name is not UTF-8 or holds characters that cannot be printed" in line
    assert line.isprintable()
    assert names(loaded) == ["notes.txt"]


def test_names_are_compared_in_nfc(raw):
    name = "transcript-caf\u00e9.vtt"
    apart = unicodedata.normalize("NFD", name)
    write(raw, {f"{DAY}/{apart}": "x", f"{DAY}/session.yaml": f"documents: {{{name}: {{}}}}\n"})
    loaded = load_corpus(raw)
    assert said(loaded) == []
    assert names(loaded) == ["notes.txt", name]
    write(raw, {f"{DAY}/{name}": "y"})
    refused = load_corpus(raw)
    assert len(refused.refused) == 2
    assert "differ only in how their accents are encoded" in said(refused)[0]
    assert names(refused) == ["notes.txt"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("\ntitel: x\n", ":2: unknown key 'titel'; did you mean 'title'?"),
        ("", ": is empty (0 bytes); fill it or take it away"),
        ("series: x\n", ":1: unknown series 'x'; series of corpus.yaml: none"),
        (
            "documents:\n  notes.md: {}\n",
            ":2: names 'notes.md', which is no document of this folder; did you mean 'notes.txt'?",
        ),
        ("primary: notes@1.md\n", ":1: names 'notes@1.md', which is no document of this folder"),
        ("primary: chat.txt\n", ":1: 'chat.txt' cannot be primary"),
        ("primary: notes.fr.txt\n", ":1: 'notes.fr.txt' cannot be primary"),
    ],
)
def test_a_wrong_session_yaml_leaves_its_session_out(raw, text, line):
    write(raw, {"sessions/2031-07-03/notes.txt": "x", f"{DAY}/session.yaml": text})
    write(raw, {f"{DAY}/chat.txt": "x", f"{DAY}/notes.fr.txt": "x"})
    loaded = load_corpus(raw)
    (problem,) = said(loaded)
    assert problem.startswith(f"{DAY}/session.yaml{line}")
    assert problem.endswith("; the session is left out")
    assert [session.session_id for session in loaded.sessions] == ["2031-07-03"]


@pytest.mark.parametrize(
    ("files", "what"),
    [
        ({"session.yaml": "title: x\n"}, "no document that can be read"),
        ({"notes.txt": ""}, "no document that can be read"),
        ({"notes.fr.txt": "x"}, "only translations"),
    ],
)
def test_a_session_without_a_document_is_left_out_and_named(raw, files, what):
    write(raw, {f"sessions/2031-07-03/{name}": text for name, text in files.items()})
    loaded = load_corpus(raw)
    assert said(loaded)[0].startswith(f"sessions/2031-07-03: holds {what}")
    assert [session.session_id for session in loaded.sessions] == ["2031-07-02"]


@pytest.mark.parametrize(
    ("files", "record"),
    [
        (["notes.txt", "notes@9.txt", "notes@10.txt"], "notes.txt"),
        (["notes@9.txt", "notes@10.txt", "notes.fr.txt"], "notes@10.txt"),
        (["notes@2031-07-30.md", "notes@2031-07-04.txt"], "notes@2031-07-30.md"),
    ],
)
def test_the_newest_notes_are_the_record(tmp_path, files, record):
    loaded = load_corpus(write(tmp_path, {f"{DAY}/{name}": "x" for name in files}))
    assert said(loaded) == []
    assert loaded.sessions[0].record is not None
    assert loaded.sessions[0].record.name == record


def test_session_yaml_says_which_notes_are_newest_or_primary(raw):
    write(raw, {f"{DAY}/notes@10.txt": "x"})
    write(raw, {f"{DAY}/session.yaml": "documents: {notes.txt: {revision: 9}}\n"})
    newest = load_corpus(raw).sessions[0].record
    assert newest is not None
    assert newest.name == "notes@10.txt"
    write(raw, {f"{DAY}/session.yaml": "primary: notes.txt\n"})
    primary = load_corpus(raw).sessions[0].record
    assert primary is not None
    assert primary.name == "notes.txt"


@pytest.mark.parametrize("rivals", [("notes.md", "notes.txt"), ("notes@7.md", "notes@7.txt")])
def test_rival_notes_need_a_primary(tmp_path, rivals):
    write(tmp_path, {f"{DAY}/{name}": "x" for name in rivals})
    (line,) = said(load_corpus(tmp_path))
    assert line.startswith(f"{DAY}: {rivals[0]} and {rivals[1]} cannot both be the record; name")
    write(tmp_path, {f"{DAY}/session.yaml": f"primary: {rivals[1]}\n"})
    loaded = load_corpus(tmp_path)
    assert said(loaded) == []
    assert loaded.sessions[0].record is not None
    assert loaded.sessions[0].record.name == rivals[1]


def test_a_start_far_from_the_folder_is_warned_of(raw):
    write(raw, {f"{DAY}/session.yaml": "title: x\nstarts_at: 2031-07-03T01:00Z\n"})
    assert load_corpus(raw).warnings == ()
    write(raw, {f"{DAY}/session.yaml": "title: x\nstarts_at: 2030-07-02T13:00Z\n"})
    (warning,) = load_corpus(raw).warnings
    assert str(warning).startswith(f"{DAY}/session.yaml:2: starts_at is 2030-07-02, but the folder")


def test_the_order_of_the_file_system_does_not_matter(raw, tmp_path):
    files = {f"{DAY}/{name}": "x" for name in ["chat.txt", "odd", "transcript.vtt", "Odd"]}
    files |= {f"sessions/2031-07-0{day}/notes.txt": "x" for day in range(3, 9)}
    write(raw, files)
    other = tmp_path / "other"
    for path in sorted((path for path in raw.rglob("*") if path.is_file()), reverse=True):
        write(other, {str(path.relative_to(raw)): path.read_bytes()})
        os.utime(other / path.relative_to(raw), (0, 0))
    again, before = load_corpus(other), load_corpus(raw)
    assert (again.sessions, again.inputs, again.refused) == (
        before.sessions,
        before.inputs,
        before.refused,
    )
    assert again.fingerprint == before.fingerprint


def test_a_broken_session_changes_nothing_of_another(raw):
    alone = load_corpus(raw).sessions
    write(raw, {"sessions/2031-07-01/session.yaml": "a: [", "sessions/2031-07-03/odd.pdf": "x"})
    assert load_corpus(raw).sessions == alone


def test_the_corpus_of_this_repository_is_sound():
    loaded = load_corpus(Path(__file__).parents[1] / "raw")
    assert (loaded.refused, loaded.warnings) == ((), ())
    labels = {
        label: topic.topic_id
        for topic in loaded.corpus.topics
        for label in (topic.label, *topic.alt_labels)
    }
    assert labels["UCoC"] == "universal-code-of-conduct"
    assert loaded.sessions[0].settings.series in loaded.corpus.series
