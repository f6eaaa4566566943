"""Phrases that point back to an earlier session."""

import pytest

from pipeline.clues.phrases import Tells, affirming, load_phrases, reported, told, without

PHRASES = [pytest.param(phrase, id=phrase.phrase_id) for phrase in load_phrases()]


@pytest.mark.parametrize("phrase", PHRASES)
def test_a_phrase_speaks_on_what_it_says_and_on_nothing_else(phrase):
    assert phrase.says
    assert phrase.silent
    assert [text for text in phrase.says if not phrase.pattern.search(text)] == []
    assert [text for text in phrase.silent if phrase.pattern.search(text)] == []
    what = frozenset({phrase.tells})  # the look for literals before the pattern loses nothing
    assert [text for text in phrase.says if told([text.upper()], what) != [what]] == []


def test_every_thing_is_told_by_a_phrase_and_every_phrase_has_its_name():
    assert {phrase.tells for phrase in load_phrases()} == set(Tells)
    names = [phrase.phrase_id for phrase in load_phrases()]
    assert len(names) == len(set(names))


def test_only_what_is_asked_for_is_told():
    text = "You said last time that the list is out."
    assert told([text], frozenset({Tells.BEFORE})) == [{Tells.BEFORE}]
    assert told(["You said last time"], frozenset({Tells.AGAIN})) == [frozenset()]


def test_a_phrase_can_be_taken_out():
    assert without("Any news on the dyke?", Tells.BEFORE).split() == ["the", "dyke?"]


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("The list was published in June.", {Tells.PUBLICATION}),
        ("As promised, the list was published.", {Tells.AS_PROMISED, Tells.PUBLICATION}),
        ("We said in May that we would count them, and we have published it.",
         {Tells.AS_PROMISED, Tells.PUBLICATION}),
    ],
)  # fmt: skip
def test_a_sentence_reports_what_its_clauses_say(text, tells):
    ((found,),) = reported([text])
    assert found.tells == tells


@pytest.mark.parametrize(
    "text",
    [
        "The list has not been published.",
        "The list will be published.",
        "Was the list published?",
        "When the list was published nobody read it.",
        "The dredger is old.",
        "",
    ],
)
def test_what_is_not_done_is_not_reported(text):
    assert reported([text]) == [()]


@pytest.mark.parametrize(
    ("answer", "yes"),
    [
        ("Yes, since Friday. More will come.", True),
        ("It is, on the harbour page.", True),
        ("Yes, it will be.", False),
        ("No.", False),
        ("The list says yes.", False),
        ("", False),
    ],
)
def test_a_plain_yes(answer, yes):
    assert affirming([answer]) == [yes]
