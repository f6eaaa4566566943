import pytest

from pipeline.enrich.recording.phrases import phrases
from pipeline.enrich.recording.terms import found_words, stem


@pytest.mark.parametrize(
    "words",
    ["repair repaired repairs repairing", "raise raised raising", "map maps mapping mapper",
     "sixth six 6", "dritte three third 3",
     "member members", "study studies", "translate translation translated", "Straße strassen"],
)  # fmt: skip
def test_forms_of_a_word_meet(words):
    assert len({stem(word) for _, word in found_words(words)}) == 1


@pytest.mark.parametrize(
    "words",
    ["second 2", "six sixty", "ferry ferret", "north nothing", "peat repeat", "lamp lampoon"],
)
def test_other_words_do_not(words):
    assert len({stem(word) for _, word in found_words(words)}) == 2


def test_words_are_folded_and_know_their_place():
    assert found_words("Señor O’Brien’s café, 3rd") == [
        (0, "senor"), (6, "o"), (16, "cafe"), (22, "3rd"),
    ]  # fmt: skip


def test_scripts_without_spaces_are_read_in_pairs():
    shared = {word for _, word in found_words("渡し船の時刻表")} & {
        word for _, word in found_words("時刻表はいつ")
    }
    assert shared == {"時刻", "刻表"}  # and not the single character at the end of a run


RULES = {rule.name: rule for rule in (*phrases().openings, *phrases().replies)}


@pytest.mark.parametrize("name", RULES)
def test_each_phrase_speaks_and_is_silent_where_it_says(name):
    rule = RULES[name]
    for text in rule.speaks:
        assert rule.pattern.search(text), text
    for text in rule.silent:
        assert not rule.pattern.search(text), text
