"""What a session's folder holds beside good notes: other things, and days that disagree."""

import pytest

from pipeline.corpus import load_corpus
from pipeline.dataset import NothingBuiltError, build_dataset

NOTES = (
    "Quay call{}\n\nThe call took place on {}.\n\nFerries\n\n  • Why so late?\nAna Lima: Tides.\n"
)


@pytest.fixture
def report(tmp_path):
    """Builds one session of given files and gives the report."""

    def build(files, day="2031-05-06"):
        folder = tmp_path / "sessions" / day
        folder.mkdir(parents=True)
        for name, text in files.items():
            (folder / name).write_text(text, "utf-8")
        return build_dataset(load_corpus(tmp_path)).report

    return build


def own(report):
    return [line for line in report["warnings"] if line.startswith("sessions/")]


@pytest.mark.parametrize("title", ["", " 2031-05-06", " 06.05.2031", " May 6th, 2031"])
@pytest.mark.parametrize("held", ["6 May 2031", "May 6", "a Tuesday"])
def test_days_that_agree_give_no_warning(report, title, held):
    assert own(report({"notes.txt": NOTES.format(title, held)})) == []


def test_days_that_disagree_are_named_with_their_lines_and_cost_nothing(report):
    told = report({"notes.txt": NOTES.format(" 19-03-2012", "6 May 2031")})
    (warning,) = own(told)
    assert warning == (
        "sessions/2031-05-06/notes.txt:1: the title says 2012-03-19 (line 1), "
        "the text says 2031-05-06 (line 3), the folder 2031-05-06; the folder's day was taken"
    )
    assert told["refused"] == []
    assert list(told["sessions"]) == ["2031-05-06"]


def test_the_address_of_a_page_can_disagree(report):
    settings = "documents: {notes.txt: {source_url: 'https://quay.example/Call_2031-05-07'}}\n"
    (warning,) = own(report({"notes.txt": NOTES.format("", "May 6"), "session.yaml": settings}))
    assert warning.startswith("sessions/2031-05-06/notes.txt: the address says 2031-05-07")


def test_a_talk_page_signature_is_no_day_of_the_session(report):
    notes = NOTES.format("", "May 6").replace("Ferries", "Ada (talk) 10:17, 16 July 2031 (UTC)")
    assert own(report({"notes.txt": notes})) == []


def test_what_is_no_notes_is_refused_with_what_it_seems_to_be(report):
    told = report({"notes.txt": NOTES.format("", "May 6"), "notes.de.txt": "WEBVTT\n\n"})
    (refused,) = told["refused"]
    assert "notes.de.txt: seems to be a WebVTT track" in refused


def test_a_session_of_nothing_but_such_a_file_is_none(report):
    with pytest.raises(NothingBuiltError) as error:
        report({"notes.md": "<!doctype html><p>Why?</p>"})
    assert "seems to be an HTML page; name it notes.html" in str(error.value.problems[0])
