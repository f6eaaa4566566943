"""That nobody replied is told by a whole line, and by no other."""

import pytest

from pipeline.extract.no_reply import no_reply_rules, tells_of_no_reply

EXAMPLES = [
    pytest.param(line, kind == "says", id=line)
    for rule in no_reply_rules().values()
    for kind in ("says", "silent")
    for line in getattr(rule, kind)
]


@pytest.mark.parametrize(("line", "tells"), EXAMPLES)
def test_a_line_tells_it_and_a_longer_one_does_not(line, tells):
    assert tells_of_no_reply(line) is tells


def test_marks_around_a_line_and_its_apostrophes_do_not_matter():
    assert tells_of_no_reply("– [The budget wasn’t discussed.]")
