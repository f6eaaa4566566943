"""On well-formed captions we read what webvtt-py reads: equal texts and times."""

from pathlib import Path

import pytest
import webvtt
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.readers.srt import read_srt
from pipeline.readers.vtt import read_vtt
from tests.conftest import ROOT

SAMPLES = ROOT.parent / "shared" / "samples"
# of the real files, those that webvtt-py reads whole
WELL_FORMED = ("vtt/pm__acdc_174_zoom.vtt", "vtt/webvtt-py__captions_with_bom.vtt")

LINES = st.text("abc éß港 ,.?!'#-", min_size=1, max_size=30).map(str.strip).filter(
    lambda line: line and not line.isdigit() and not line.startswith(("NOTE", "STYLE"))
)  # fmt: skip
CUES = st.lists(
    st.tuples(st.integers(0, 9_999_999), st.integers(100, 9_999), st.lists(LINES, min_size=1, max_size=3)),
    min_size=1,
    max_size=8,
)  # fmt: skip


def clock(ms, mark):
    seconds, rest = divmod(ms, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{mark}{rest:03}"


def written(cues, mark, *, named):
    for n, (start, length, lines) in enumerate(cues, start=1):
        name = f"{n}\n" if named else ""
        text = "\n".join(f"{line} {n}.{at}" for at, line in enumerate(lines))
        yield f"{name}{clock(start, mark)} --> {clock(start + length, mark)}\n{text}\n"


def ours(document):
    return [(cue.start_ms, cue.end_ms, cue.text.text.split()) for cue in document.cues]


def theirs(captions):
    return [
        (
            caption.start_time.in_milliseconds(),
            caption.end_time.in_milliseconds(),
            caption.text.split(),
        )
        for caption in captions
    ]


@settings(max_examples=150, deadline=None)
@given(CUES, st.booleans())
def test_webvtt(cues, named):
    source = "WEBVTT\n\n" + "\n".join(written(cues, ".", named=named))
    assert ours(read_vtt(source.encode())) == theirs(webvtt.from_string(source).captions)


@settings(max_examples=100, deadline=None)
@given(CUES)
def test_srt(tmp_path_factory, cues):
    source = "\n".join(written(cues, ",", named=True))
    path = tmp_path_factory.mktemp("srt") / "x.srt"
    path.write_text(source, encoding="utf-8")
    assert ours(read_srt(source.encode())) == theirs(webvtt.from_srt(str(path)).captions)


@pytest.mark.parametrize("name", WELL_FORMED)
def test_real_captions(name):
    path = Path(SAMPLES / name)
    if not path.exists():
        pytest.skip("the real files are not here")
    assert ours(read_vtt(path.read_bytes())) == theirs(webvtt.read(str(path)).captions)
