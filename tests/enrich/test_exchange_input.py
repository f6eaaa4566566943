"""A question and its answers as one row of numbers."""

from pipeline.enrich.exchange_input import LIVE, LONGEST, WRITTEN, Turn, lay_out
from pipeline.enrich.wordpiece import BEGIN, END, UNKNOWN, WordPieces

PIECES = [BEGIN, END, UNKNOWN, LIVE, WRITTEN, "why", "yes", "no", "."]
NUMBERS = WordPieces({piece: at for at, piece in enumerate(PIECES)})


def read(question, *turns):
    laid = lay_out(question, turns, NUMBERS)
    return [PIECES[number] for number in laid.ids], laid


def test_turns_open_with_how_they_were_given_and_sentences_end_with_a_mark():
    pieces, laid = read("Why?", Turn(("Yes.", "No.")), Turn(("Yes.",), written=True))
    assert pieces == [
        BEGIN, "why", UNKNOWN, END, LIVE, "yes", ".", END, "no", ".", END, WRITTEN, "yes", ".", END,
    ]  # fmt: skip
    assert laid.kinds == (0,) * 4 + (1,) * 11
    assert [pieces[end] for end in laid.ends] == [END] * 3
    assert laid.ends == (7, 10, 14)


def test_of_a_long_question_beginning_and_end_are_kept():
    pieces, _ = read("why " + "yes " * 500 + "no")
    asked = pieces[1:-1]
    assert (asked[0], asked[-1], len(asked)) == ("why", "no", 80)


def test_nothing_is_heard_behind_a_sentence_that_does_not_fit():
    _, laid = read("Why?", Turn(("Yes.", "no " * LONGEST, "Yes.")))
    assert len(laid.ends) == 1
    assert len(laid.ids) <= LONGEST


def test_an_answer_without_a_sentence_ends_nowhere():
    _, laid = read("Why?", Turn(()))
    assert laid.ends == ()
