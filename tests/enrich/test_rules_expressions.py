"""Expressions of several lines, and the terms that their lines cannot do without."""

import re

import pytest

from pipeline.enrich.expressions import Heard, Terms

TERMS = Terms.read({"we": "we|i", "will": "'ll\n will", "name": "(?-i:[A-Z])\\w+"})


def found(text, said):
    return TERMS.expression(text, "a").found_in(Heard(said))


@pytest.mark.parametrize(
    ("text", "said", "is_found"),
    [
        ("{we}{will} wait", "WE WILL WAIT", True),
        ("{we}{will} wait", "They wait", False),
        ("{we}?{will} wait", "Bo will wait", True),
        ("{we}{will} wait|stay", "They stay", True),
        ("(?:{we}|they) wait", "They wait", True),
        ("{we}{will} wait\nstay", "They stay", True),
        ("[|(]{we}", "(we", True),
        (r"\({we}", "(we", True),
        ("{name} waits", "Bo waits", True),
        ("{name} waits", "bo waits", False),
        ("", "anything", False),
    ],
)
def test_a_needed_term_changes_nothing_but_the_time(text, said, is_found):
    assert found(text, said) is is_found
    pattern = TERMS.pattern(text, "a")
    assert (bool(text) and pattern.search(said) is not None) is is_found


@pytest.mark.parametrize("wrong", ["(we", "{they}", "fine\n(we", "{we}**"])
def test_a_wrong_expression_is_refused(wrong):
    with pytest.raises(ValueError, match=re.escape("a: ")):
        TERMS.expression(wrong, "a")


def test_a_wrong_term_is_refused():
    with pytest.raises(ValueError, match=re.escape("term we: ")):
        Terms.read({"we": "(we"})
