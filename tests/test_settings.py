"""The YAML files: what is read from them, and the line that is said about each mistake."""

from datetime import UTC, date, datetime

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.corpus.problems import Problem, RefusedError
from pipeline.corpus.settings import (
    CorpusSettings,
    SessionSettings,
    Topic,
    read_corpus,
    read_session,
    read_topics,
)

CORPUS = CorpusSettings(time_zone="Europe/Berlin", series={"open-hour": "Open Hour"})


def session(text: str) -> SessionSettings:
    return read_session(text.encode(), "session.yaml", CORPUS)[0]


def complaints(read, data: str | bytes, *more) -> list[str]:
    data = data.encode() if isinstance(data, str) else data
    with pytest.raises(RefusedError) as refused:
        read(data, "x.yaml", *more)
    return [str(problem) for problem in refused.value.problems]


def test_a_corpus_says_what_it_says():
    text = (
        "title: Harbour Board\nlicense: CC0-1.0\nlanguage: no\nseries:\n  open-hour: 'Open: Hour'\n"
    )
    corpus = read_corpus(text.encode(), "corpus.yaml")
    assert (corpus.title, corpus.publisher, corpus.license) == ("Harbour Board", None, "CC0-1.0")
    assert corpus.language == "no"
    assert corpus.series == {"open-hour": "Open: Hour"}


@pytest.mark.parametrize("told", ["https://harbour.example/ask", "quays@harbour.example"])
def test_a_corpus_says_where_to_tell_what_is_wrong(told):
    assert read_corpus(f"contact: {told}\n".encode(), "corpus.yaml").contact == told


@pytest.mark.parametrize("told", ["javascript:alert(1)", "harbour.example", "a b@c.example", "@x"])
def test_a_contact_is_an_address(told):
    (said,) = complaints(read_corpus, f"contact: '{told}'\n")
    assert "an address of the web" in said


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "---\n", "\ufeff# with a mark\n"])
def test_a_file_that_says_nothing_gives_the_defaults(text):
    assert read_corpus(text.encode(), "corpus.yaml") == CorpusSettings()


def test_a_session_says_what_it_says():
    said = session(
        "series: open-hour\n"
        "starts_at: 2031-07-02 13:00\n"
        "recording: {url: 'https://video.example/1', offset: '1:02:03.5'}\n"
        "documents:\n"
        "  notes.txt: {revision: 0123, retrieved: 2031-07-09}\n"
    )
    assert said.starts_at == datetime(2031, 7, 2, 11, tzinfo=UTC)
    assert said.recording is not None
    assert said.recording.offset_ms == 3_723_500
    assert said.document("notes.txt").revision == "0123"
    assert said.document("notes.txt").retrieved == date(2031, 7, 9)
    assert said.document("chat.txt").revision is None


@pytest.mark.parametrize(
    ("written", "hour"), [("13:00Z", 13), ("13:00+02:00", 11), ("13:00", 11), ("13:00:30", 11)]
)
def test_a_time_without_a_zone_is_meant_in_the_corpus_own(written, hour):
    moment = session(f"starts_at: 2031-07-02T{written}\n").starts_at
    assert moment is not None
    assert (moment.hour, moment.tzinfo) == (hour, UTC)


@pytest.mark.parametrize(("written", "ms"), [("90", 90_000), ("1:30", 90_000), ("-0:05", -5000)])
def test_offsets(written, ms):
    recording = session(f"recording: {{url: 'http://v.example', offset: '{written}'}}").recording
    assert recording is not None
    assert recording.offset_ms == ms


def test_text_is_nfc():
    assert session("title: Caf\u0065\u0301\n").title == "Caf\u00e9"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title: a\ntitel: b\n", "x.yaml:2: unknown key 'titel'; did you mean 'title'?"),
        ("\nzzz: b\n", "x.yaml:2: unknown key 'zzz'; keys: title, publisher, contact,"),
        ("title: [a]\n", "x.yaml:1: 'title' must be a text, not a list"),
        ("title:\n", "x.yaml:1: 'title' must be a text, not an empty value"),
        ("title: '  '\n", "x.yaml:1: 'title' must be a text, not '  '"),
        ("series: a\n", "x.yaml:1: 'series' must be 'key: value' lines, not 'a'"),
        ("series:\n  ok: x\n  A b: y\n", "x.yaml:3: the key 'A b' must be a slug"),
        ("language: English\n", "x.yaml:1: 'language' must be a language code"),
        ("time_zone: Mars/Olympus\n", "x.yaml:1: 'time_zone' must be a time zone such as UTC"),
        ("time_zone: ../../etc/passwd\n", "x.yaml:1: 'time_zone' must be a time zone"),
        ("- title\n", "x.yaml:1: the file must be 'key: value' lines, not a list"),
        ("title\n", "x.yaml:1: the file must be 'key: value' lines, not 'title'"),
        ("title: a\n\ntitle: b\n", "x.yaml:3: the key 'title' is already on line 1"),
        ("title: Hour: one\n", "x.yaml:1: is not YAML (mapping values are not allowed"),
        ("a: x\nseries:\n\topen: x\n", "x.yaml:3: is indented with a tab; use spaces"),
        ("license: x\ntitle: 'a\nb: c\n", "x.yaml:2: opens a quote that is never closed"),
        ("title: &t a\n", "x.yaml:1: '&' anchors and '*' aliases are not read"),
        ("title: a\nlicense: *t\n", "x.yaml:2: '&' anchors and '*' aliases are not read"),
        ("title: !!python/name:os.system\n", "x.yaml:1: the tag 'tag:yaml.org,2002:python/"),
        ("<<: {title: a}\n", "x.yaml:1: unknown key '<<'"),
        ("? [a, b]\n: c\n", "x.yaml:1: a list or mapping stands as a key"),
        ("title: a\n---\ntitle: b\n", "x.yaml:2: a second document begins here"),
        ("title: " + "[" * 100_000, "x.yaml:1: nested more than 16 deep"),
        (b"title: a\nlicense: \xe9\n", "x.yaml:2: byte 0xe9 is not UTF-8; save the file as UTF-8"),
        ("title: a\n".encode("utf-16"), "x.yaml:1: byte 0xff is not UTF-8"),
        ("title: a\r\nlicense: \0\r\n", "x.yaml:2: holds the control character U+0000"),
        ("# " + "x" * 1024 * 1024, "x.yaml: has 1048578 bytes; settings have at most 1048576"),
    ],
)
def test_each_mistake_is_one_line_with_its_place(text, said):
    (line,) = complaints(read_corpus, text)
    assert line.startswith(said)
    assert len(line.splitlines()) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "series: open-houer\n",
            "x.yaml:1: unknown series 'open-houer'; did you mean 'open-hour'?",
        ),
        ("starts_at: 2031-07-02\n", "x.yaml:1: 'starts_at' must be a day and time"),
        ("starts_at: 2031-07-02T25:00\n", "x.yaml:1: 'starts_at' must be a day and time"),
        ("starts_at: 0001-01-01T00:00+09:00\n", "x.yaml:1: 'starts_at' must be a day and time"),
        ("recording:\n  offset: 3\n", "x.yaml:1: 'recording' has no key 'url'; add it"),
        (
            "recording: {url: 'http://a.example', ofset: 3}",
            "x.yaml:1: unknown key 'ofset'; did you",
        ),
        ("recording: {url: 'http://a.example', offset: 1 h}", "x.yaml:1: 'offset' must be seconds"),
        ("documents:\n  notes.txt:\n    licence: x\n", "x.yaml:3: unknown key 'licence'; did you"),
        ("documents: {notes.txt: {source_url: 'ftp:x'}}\n", "x.yaml:1: 'source_url' must be an"),
        (
            "documents: {notes.txt: {retrieved: 2031-02-30}}\n",
            "x.yaml:1: 'retrieved' must be a day",
        ),
        ("documents: {notes.txt: {retrieved: 20310202}}\n", "x.yaml:1: 'retrieved' must be a day"),
        ("documents:\n", "x.yaml:1: 'documents' must be 'key: value' lines, not an empty value"),
    ],
)
def test_each_mistake_of_a_session(text, said):
    (line,) = complaints(read_session, text, CORPUS)
    assert line.startswith(said)


def test_all_mistakes_of_a_file_are_said_down_the_file():
    said = complaints(read_corpus, "zone: UTC\ntitle: []\nlanguage: '1'\n")
    assert [line.split(": ")[0] for line in said] == ["x.yaml:1", "x.yaml:2", "x.yaml:3"]


def test_topics_are_sorted_and_whole():
    text = (
        "ships:\n  label: Ships\n  broader: harbour\n  other_labels: [Boats, Ferries]\n"
        "harbour:\n  label: Harbour\n  scope_note: >\n    Quays\n    and cranes.\n"
    )
    assert read_topics(text.encode(), "topics.yaml") == (
        Topic("harbour", "Harbour", scope_note="Quays and cranes."),
        Topic("ships", "Ships", ("Boats", "Ferries"), "harbour"),
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: {label: A}\nb:\n  label: B\n  broader: aa\n", "x.yaml:4: unknown broader topic 'aa'"),
        ("a: {label: A}\na: {label: B}\n", "x.yaml:2: the key 'a' is already on line 1"),
        (
            "a: {label: Quay}\nb:\n  label: B\n  other_labels:\n    - C\n    - QUAY\n",
            "x.yaml:6: the label 'QUAY' is also one of the topic 'a' (line 1)",
        ),
        (
            "b: {label: B, broader: a}\na: {label: A, broader: c}\nc: {label: C, broader: b}\n",
            "x.yaml:2: broader topics run in a circle (a → c → b → a)",
        ),
        ("a: {label: A, broader: a}\n", "x.yaml:1: broader topics run in a circle (a → a)"),
        ("a:\n  lable: A\n  label: B\n", "x.yaml:2: unknown key 'lable'; did you mean 'label'?"),
        ("a:\n  scope_note: x\n", "x.yaml:1: 'a' has no key 'label'; add it"),
        ("a: {label: A; B}\n", "x.yaml:1: 'label' must be a label on one line without ';'"),
        ("a: {label: A, other_labels: B}\n", "x.yaml:1: 'other_labels' must be a list"),
        (
            "a:\n  label: A\n  other_labels:\n    - B\n    - [C]\n",
            "x.yaml:5: item 2 of 'other_labels' must be a text, not a list",
        ),
        ("Big Ships: {label: A}\n", "x.yaml:1: the key 'Big Ships' must be a slug"),
        ("a:\n", "x.yaml:1: 'a' must be 'key: value' lines, not an empty value"),
    ],
)
def test_each_mistake_of_topics(text, said):
    (line,) = complaints(read_topics, text)
    assert line.startswith(said)


def test_a_problem_stays_on_its_line():
    problem = Problem("sessions/a\nb\udcff", 3, "odd \x1b[31m")
    assert str(problem) == r"sessions/a\nb\udcff:3: odd \x1b[31m"


VALUES = st.recursive(
    st.none() | st.text(max_size=8) | st.dates() | st.integers() | st.floats(),
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [*SessionSettings.model_fields, *CorpusSettings.model_fields, "label", "a"]
            )
            | st.text(max_size=5),
            inside,
            max_size=4,
        )
    ),
    max_leaves=12,
)


def problems(read, *arguments) -> tuple[Problem, ...]:
    try:
        read(*arguments)
    except RefusedError as refused:
        return refused.problems or pytest.fail("refused without a reason")
    return ()


REPEATABLE = settings(deadline=None, derandomize=True, database=None)


@REPEATABLE
@given(value=VALUES)
def test_whatever_yaml_says_is_read_or_refused(value):
    data = yaml.safe_dump(value, allow_unicode=True).encode()
    found = [
        *problems(read_corpus, data, "x.yaml"),
        *problems(read_topics, data, "x.yaml"),
        *problems(read_session, data, "x.yaml", CORPUS),
    ]
    assert all(len(str(problem).splitlines()) == 1 for problem in found)


@REPEATABLE
@given(st.binary(max_size=60) | st.text("ab:-[]{}&*!'\"#|> \t\n,?", max_size=40).map(str.encode))
def test_whatever_bytes_say_is_read_or_refused(data):
    found = problems(read_corpus, data, "x.yaml")
    assert all(len(str(problem).splitlines()) == 1 for problem in found)
