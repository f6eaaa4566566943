"""One session, from its folder to what was read and judged."""

from datetime import date

import pytest

from pipeline.corpus import load_corpus
from pipeline.corpus.problems import RefusedError
from pipeline.enrich.topic import TopicIndex
from pipeline.extract.accounting import Use
from pipeline.session import read_session
from schemas.words import DocumentRole

NOTES = "Quay call\n\nAna Lima answered.\n\nFerries\n\n  • Why so late in summer?\nAna: Tides.\n"
TOPICS = "ferries: {label: Ferries}\n"


@pytest.fixture
def session(tmp_path):
    """Reads a session of the given files."""

    def read(files, day="2031-05-06", corpus="language: en\n"):
        raw = tmp_path / "raw"
        for name, data in files.items():
            path = raw / "sessions" / day / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data if isinstance(data, bytes) else data.encode())
        (raw / "corpus.yaml").write_text(corpus)
        (raw / "topics.yaml").write_text(TOPICS)
        loaded = load_corpus(raw)
        (folder,) = loaded.sessions
        return read_session(folder, loaded.corpus, TopicIndex(loaded.corpus.topics))

    return read


def test_a_session_is_read_and_judged(session):
    found = session({"notes.txt": NOTES})
    assert (found.folder.session_id, found.record_id) == ("2031-05-06", "2031-05-06/notes.txt")
    (judged,) = found.questions
    assert judged.question.text.text == "Why so late in summer?"
    assert judged.topic.topic_id == "ferries"
    assert judged.verdict.outcome == "answered"
    assert len(judged.readings) == len(judged.follow_ups) == 1
    assert found.refused == ()


def test_it_is_a_pure_function(session):
    assert session({"notes.txt": NOTES}) == session({"notes.txt": NOTES})


def test_only_the_record_gives_questions(session):
    found = session(
        {
            "notes.txt": NOTES,
            "notes@1.txt": NOTES.replace("late", "early"),
            "notes.de.txt": NOTES.replace("Why so late in summer?", "Warum so spät?"),
        }
    )
    assert [q.question.text.text for q in found.questions] == ["Why so late in summer?"]
    roles = {read.document_id.rpartition("/")[2]: read.role for read in found.documents}
    assert roles == {
        "notes.txt": DocumentRole.RECORD,
        "notes@1.txt": DocumentRole.REVISION,
        "notes.de.txt": DocumentRole.TRANSLATION,
    }


def test_every_line_of_every_document_is_accounted_for(session):
    found = session({"notes.txt": NOTES, "notes@1.txt": NOTES, "notes.de.txt": NOTES})
    for read in found.documents:
        counted = sum(read.lines(use).total() for use in Use)
        assert counted == len(read.document.lines) == 8
        assert read.lines(Use.BLANK).total() == 3
    older = next(read for read in found.documents if read.role is DocumentRole.REVISION)
    assert dict(older.lines(Use.BOILERPLATE)) == {"revision": 5}


@pytest.mark.parametrize(
    ("settings", "text", "language"),
    [
        ("language: fr\n", NOTES, "fr"),
        ("{}\n", "Kai\n\n  • Warum fährt die letzte Fähre im Sommer so früh?\nAna: So.\n", "de"),
        ("{}\n", "Quay\n\n  • ?\n", "en"),
    ],
)  # fmt: skip
def test_the_language_is_stated_else_found_else_the_corpus_s(session, settings, text, language):
    assert session({"notes.txt": text, "session.yaml": settings}).language == language


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("transcript.vtt", b"<html><input type=password>", "a login page"),
        ("notes.de.txt", b"\xff\xfea", "begins like utf-16"),
        ("notes.fr.txt", b"a\0b", "binary"),
    ],
)
def test_a_file_that_cannot_be_read_costs_itself(session, name, data, said):
    found = session({"notes.txt": NOTES, name: data})
    (problem,) = found.refused
    assert problem.path == f"sessions/2031-05-06/{name}"
    assert said in problem.message
    assert len(found.questions) == 1
    assert len(found.documents) == 1


@pytest.mark.parametrize(
    ("files", "path", "said"),
    [
        ({"notes.txt": b"\0\1"}, "/notes.txt", "binary"),
        ({"notes.txt": b"\0\1", "notes@1.txt": NOTES}, "/notes.txt", "binary"),
        ({"transcript.vtt": b"Some prose.\n"}, "/transcript.vtt", "no caption"),
    ],
)
def test_without_a_record_there_is_no_session(session, files, path, said):
    with pytest.raises(RefusedError) as refused:
        session(files)
    (problem,) = refused.value.problems
    assert problem.path == f"sessions/2031-05-06{path}"
    assert said in problem.message


def test_due_days_are_seen_from_the_day_of_the_folder(session):
    notes = NOTES.replace("Tides.", "The report goes out after the call.")
    found = session({"notes.txt": notes}, day="2032-02-29")
    ((promise,),) = found.questions[0].follow_ups
    assert promise.due_latest == date(2032, 2, 29)


HELD_BACK = NOTES.replace("Tides.", "We will follow up in writing.")
LETTER = "From the Pier Office: The tide is low until nine, and no boat can leave before it.\n"


def test_older_revisions_date_the_written_reply(session):
    found = session(
        {
            "notes.txt": HELD_BACK + LETTER,
            "notes@2031-05-08.txt": HELD_BACK,
            "notes@17.txt": HELD_BACK + LETTER,
            "session.yaml": (
                "documents:\n  notes.txt: {retrieved: 2031-06-30}\n"
                "  notes@17.txt: {retrieved: 2031-05-30}\n"
            ),
        }
    )
    (((promise,), _),) = (judged.follow_ups for judged in found.questions)
    assert promise.kept.method == "revision"
    assert (promise.kept.earliest, promise.kept.latest) == (date(2031, 5, 8), date(2031, 5, 30))
