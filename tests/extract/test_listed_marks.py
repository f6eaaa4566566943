"""Lists in which some questions are marked, some are not, and other items are notes."""

from datetime import date

from pipeline.documents import READERS
from pipeline.extract.notes import read_notes


def record(text):
    return read_notes(READERS["md"](text.encode()), date(2031, 5, 6), "en")


def rows(text):
    return [
        (
            question.text.text,
            [(answer.attribution, answer.text) for answer in question.answers],
        )
        for question in record(text).questions
    ]


MIXED = """\
# Gate working group

## Paint

* A lot of rust
  * on the upper leaf
* Q: How do you scrape it?
  * A: by hand
  * A: with the lance, where there is time
* Where do brushes come from
  * A: the shed
* Colours of the two leaves
  * green and white
  * faded: ask the keeper
* How many coats does the gate need?
  * Two.
  * Current-day: three, it is salty
* Ladders were stolen
* Is there a spare key?
"""


def test_unmarked_items_of_a_list_with_marked_ones_ask_where_they_are_replied_to():
    assert rows(MIXED) == [
        (
            "How do you scrape it?",
            [(None, "by hand"), (None, "with the lance, where there is time")],
        ),
        ("Where do brushes come from", [(None, "the shed")]),
        ("How many coats does the gate need?", [(None, "Two.\nCurrent-day: three, it is salty")]),
    ]


def test_items_of_an_answer_to_a_marked_paragraph_stay_in_it():
    text = "**Q:** What is new?\n\n**A:** These:\n\n* a ladder\n  * where is it?\n* a key\n\n**Q:** Why?\n\n**A:** So.\n"
    assert rows(text)[0] == ("What is new?", [(None, "These:\na ladder\nwhere is it?\na key")])


def test_one_item_that_asks_makes_no_questions_of_those_beside_it():
    text = "## Next year\n\n* Two leaves, one post\n* Rename the gate\n* A new lamp?\n  * not yet\n  * too dear\n"
    assert rows(text) == [("A new lamp?", [(None, "not yet\ntoo dear")])]


def test_where_an_item_is_answered_by_name_and_none_asks_all_are_questions():
    text = (
        "## Sent in\n\n* The lamp.\n  * Ana Lima: In May.\n* The key.\n  * Ana Lima: It is lost.\n"
    )
    assert [said for said, _ in rows(text)] == ["The lamp.", "The key."]


TOLD = """\
# Call

* Ida Holm: said that the quay will be dredged.
* Bo Ek: showed the new fees.
  * They go up by two percent.
* Stig Voss: Why do they go up at all?
  * Bo Ek: For the dredging.
* Bo Ek: has sent the slides round.
  * Ida Holm: thanked him.
"""


def test_where_items_tell_who_said_what_those_that_ask_are_the_questions():
    asked = ("Why do they go up at all?", [("Bo Ek", "For the dredging.")])
    assert rows(TOLD) == [asked]


def test_where_few_items_ask_the_others_are_none_though_more_stands_below():
    text = "# Call\n\n* Lamps\n  * two\n* Ropes\n  * three\n* Keys\n  * none\n* Why is it late?\n  * Tide.\n"
    assert rows(text) == [("Why is it late?", [(None, "Tide.")])]


def test_users_names_stand_before_what_they_say():
    text = (
        "# Call\n\n* @zed: Is it late?\n  * @ida-holm: Yes.\n  * @bo: bo thinks so, too.\n"
        "* @zed: When?\n  * @ida-holm: In May.\n* @bo: Bought tar\n"
    )
    assert rows(text) == [
        ("Is it late?", [("@ida-holm", "Yes."), ("@bo", "bo thinks so, too.")]),
        ("When?", [("@ida-holm", "In May.")]),
    ]
    assert rows("# Call\n\n* Is it late?\n  * write @ida-holm: tide\n")[0][1][0][0] is None


def test_who_asks_on_between_two_replies_by_name_has_asked_another_question():
    text = (
        "# AMA\n\n* Why is it shut?\n    - Ana: The tide.\n    - Is it always so?\n    - Bo: No.\n\n"
        "* (...)\n\n* Who paints it?\n    - Bo: I do.\n    - do you see it\n    - Ana: Yes.\n"
    )
    assert rows(text) == [
        ("Why is it shut?", [("Ana", "The tide.")]),
        ("Is it always so?", [("Bo", "No.")]),
        ("Who paints it?", [("Bo", "I do.\ndo you see it"), ("Ana", "Yes.")]),
    ]


RUN_TOGETHER = """# Quay call

- Topic: the crane
- Present: Ida Holm, Quay House & Bo Ek, Dock

IHolm: Please comment on the plan before May.

Q: Is it open? A: Yes.

Q: Zed K: The rules should be clear A: IHolm: There will be
rules. We know it

Q: Mia: How do we moor? In rows? A: In rows, by size
overlap IHolm: And by name Q: Who says so? A: the board of the harbour

Q: KTor: is the board deciding what a berth
is A: yes, but not the size KTor: thanks

Q: Mia: The dock pays as much as it can A:

Q: Is that so? A: It is.
"""


def test_what_was_run_together_is_cut_before_each_mark_and_name():
    assert rows(RUN_TOGETHER) == [
        ("Is it open?", [(None, "Yes.")]),
        ("The rules should be clear", [("IHolm", "There will be rules. We know it")]),
        (
            "How do we moor? In rows?",
            [(None, "In rows, by size overlap"), ("IHolm", "And by name")],
        ),
        ("Who says so?", [(None, "the board of the harbour")]),
        ("is the board deciding what a berth is", [(None, "yes, but not the size")]),
        ("The dock pays as much as it can", []),
        ("Is that so?", [(None, "It is.")]),
    ]
    people = [answer.person for one in record(RUN_TOGETHER).questions for answer in one.answers]
    assert {person.name for person in people if person} == {"Ida Holm"}


def test_a_letter_in_a_question_is_no_mark_where_the_record_does_not_run_on():
    text = "Q: Is it berth A: or the other?\n\nA: The other.\n\nQ: Why? A: It is free.\n"
    assert rows(text)[0][0] == "Is it berth A: or the other?"
