"""Whom title, headings and the lines over a talk name as those who answer."""

from datetime import date

import pytest

from pipeline.documents import READERS
from pipeline.extract.notes import read_notes


def answering(text, suffix="md"):
    """Who gives the answers, in order, None where nobody is named."""
    record = read_notes(READERS[suffix](text.encode()), date(2031, 5, 6), "en")
    return [a.person.name if a.person else None for q in record.questions for a in q.answers]


ASKED = "**Q:** Why?\n\n**A:** Tide.\n\n– {}\n\n**Q:** How?\n\n**A:** Mud.\n\n– {}\n"


def test_user_names_are_made_from_names_in_the_title():
    text = "---\ntitle: Ida Holm & Bo Lindqvist\n---\n\n" + ASKED.format("idaholm", "blindqvist")
    assert answering(text) == ["Ida Holm", "Bo Lindqvist"]
    text = "## Ida Holm & Bo Lindqvist, pilots\n\n" + ASKED.format("idaholm", "bolindqvist")
    assert answering(text) == ["Ida Holm", "Bo Lindqvist"]


def test_a_user_name_that_begins_a_title_is_not_it():
    text = "---\ntitle: Marsh Panel\n---\n\n" + ASKED.format("marsh", "other_1")
    assert answering(text) == ["marsh", "other_1"]


def test_what_stands_behind_a_bar_is_nobody():
    head = (
        '---\ntitle: Ida Holm\npeople: "[@idah](https://quay.example/idah) | Harbour AMA"\n---\n\n'
    )
    assert answering(head + "**Q:** Why?\n\n**A:** Tide.\n") == ["Ida Holm"]


def test_a_heading_over_a_part_names_who_answers_in_it():
    part = "### Q & A with {}\n\n**Why is it shut?**\n\nTide.\n\n**And the lock?**\n\nMud.\n\n"
    text = (
        "# Two harbours\n\n"
        + part.format("Ida Holm, Harbour Manager (Quay)")
        + part.format("Bo Ek")
    )
    assert answering(text) == ["Ida Holm", "Ida Holm", "Bo Ek", "Bo Ek"]


def test_who_the_header_introduces_answers_under_other_headings():
    text = (
        "# Call\n\nGuest: Ida Holm\n\n## A film with Bo Ek\n\n"
        "**Q:** Why?\n\n**A:** Tide.\n\n**Q:** How?\n\n**A:** Mud.\n"
    )
    assert answering(text) == ["Ida Holm", "Ida Holm"]


TALK = """---
title: Mud Flats
---

Measuring mud flats

{}

<https://video.example/watch?v=7>

# Introduction

Hello. We measure mud flats.

# Q&A

Q: Why?

A: Tide.
"""


@pytest.mark.parametrize("line", ["Ida Holm", "Ida Holm (idah)", "Ida Holm, Quay Labs"])
def test_whose_talk_it_is_stands_over_it_beside_a_link(line):
    assert answering(TALK.format(line)) == ["Ida Holm"]


def test_a_line_of_words_that_the_talk_uses_names_nobody():
    assert answering(TALK.format("Mud Flats")) == [None]


def test_a_name_over_prose_without_a_link_may_be_its_writers():
    text = TALK.format("Ida Holm").replace("<https://video.example/watch?v=7>", "6 May 2031")
    assert answering(text) == [None]


@pytest.mark.parametrize("line", ["Ida Holm - Quay Labs (IHO)", "Ida Holm — Quay (IHO)"])
def test_initials_behind_where_somebody_works(line):
    text = f"# Call\n\nAttendees:\n- {line}\n- Bo Ek - Locks (BEK)\n\nBEK: Why?\n\nIHO: Tide.\n\nBEK: How?\n\nIHO: Mud.\n"
    assert answering(text) == ["Ida Holm", "Ida Holm"]


def test_a_list_in_which_people_say_who_they_are_is_no_question():
    text = (
        "# Call\n\n* Introductions\n  * Ida Holm: pilot\n  * Bo Ek: locks\n\n"
        "* Question: why is it shut?\n  * Tide.\n\n* Question: and the lock?\n  * Mud.\n"
    )
    assert answering(text) == [None, None]
    asked = text.replace("Introductions", "Who sails?")
    assert answering(asked) == ["Ida Holm", "Bo Ek", None, None]


@pytest.mark.parametrize("user", ["holmgreni", "iholmgren", "idah", "vanholmgreni"])
def test_user_names_hold_an_initial(user):
    title = "Ida van Holmgren" if user.startswith("van") else "Ida Holmgren"
    text = f"---\ntitle: {title} & Bo Lindqvist\n---\n\n" + ASKED.format(user, "lindqvistb")
    named = user if user == "idah" else title  # it may be a word
    assert answering(text) == [named, "Bo Lindqvist"]


POSTS = """---
title: Ida Holm
people: "[Ida Holm]({})"
---

[4:01 PM] zed: Why is it shut?
[4:02 PM] hlmtide: The tide.
[4:03 PM] zed: How wide is the lock?
[4:04 PM] hlmtide: Nine metres.
"""


def test_the_page_that_a_name_links_tells_the_user_name():
    assert answering(POSTS.format("https://twitter.com/hlmtide")) == ["Ida Holm", "Ida Holm"]
    assert answering(POSTS.format("https://quay.example/log/hlmtide")) == ["hlmtide", "hlmtide"]


@pytest.mark.parametrize(
    "said",
    [
        "@ida why is it shut?",
        "Ida, why is it shut?",
        "Why is it shut, Ida?",
        "Why [shut](https://quay.example/idaholm/1)?",
    ],
)
def test_the_whole_title_answers_where_it_is_addressed(said):
    text = f"---\ntitle: Ida Holm\n---\n\n## Pilot\n\n**Q:** {said}\n\n**A:** The tide.\n"
    assert answering(text) == ["Ida Holm"]
    assert answering(text.replace("Ida Holm", "Lock Gates")) == [None]


def test_a_post_in_a_heading_tells_who_answers_below_it():
    part = "## {}\n\n**What did you do before?**\n\nI sailed.\n\n**And now?**\n\nI steer.\n\n"
    text = "# Careers\n\nWe asked.\n\n" + part.format("Ida Holm, Harbour Manager, Quay")
    assert (
        answering(text + part.format("Bo Ek, Chief Engineer")) == ["Ida Holm"] * 2 + ["Bo Ek"] * 2
    )
    assert (
        answering("# Careers\n\nWe asked.\n\n" + part.format("Quay Gates, Old Town")) == [None] * 2
    )


def test_a_post_in_a_heading_over_one_question_may_be_the_askers():
    part = "## {}\n\n**Why is it shut?**\n\nThe tide.\n\n"
    text = "# Council\n\nWe met.\n\n" + part.format("Ida Holm, Harbour Manager, Quay")
    assert answering(text + part.format("Bo Ek, Chief Engineer")) == [None, None]


def test_on_a_page_of_candidates_a_name_over_the_questions_answers():
    part = "=== Ida Holm ===\n* Why do you stand?\n: For the lock.\n* Since when?\n: May.\n"
    assert answering("= Candidates' answers =\n" + part, "wiki") == ["Ida Holm", "Ida Holm"]
    assert answering("= The lock =\n" + part, "wiki") == [None, None]


def test_whoever_is_asked_what_others_are_answers_below_their_name():
    part = "## {}\n\n**What did you do?**\n\nI sailed.\n\n**And now, {}?**\n\nI steer.\n\n"
    text = "# Careers\n\nWe asked.\n\n" + part.format("Ida Holm", "then")
    alike = text + part.format("Bo Ek", "then")
    assert answering(alike) == ["Ida Holm"] * 2 + ["Bo Ek"] * 2
    single = "# Careers\n\nWe asked.\n\n" + "## {}\n\n**And now?**\n\nI steer.\n\n"
    assert answering(single.format("Ida Holm") + single.format("Bo Ek")) == [None] * 2
    # one alike of two may be chance, and whose heading it is may ask
    assert answering(text + part.format("Bo Ek", "today")) == [None] * 4


def test_who_was_interviewed_in_spanish():
    text = "# Puerto\n\nHemos entrevistado directamente a Ida Holm en el muelle.\n\n{}"
    asked = "### ¿Por qué?\n\nLa marea.\n\n### ¿Cuándo?\n\nEn mayo.\n"
    assert answering(text.format(asked)) == ["Ida Holm", "Ida Holm"]


def test_a_word_alone_over_a_talk_is_nobody():
    text = (
        "# Harbour day\n\nHLM151\n\n<https://quay.example/1>\n\n"
        + "**Q:** Why?\n\n**A:** Tide.\n" * 2
    )
    assert answering(text) == [None, None]
    named = text.replace("HLM151", "Ida Holm")
    assert answering(named) == ["Ida Holm"] * 2
    assert answering(named.replace("example/1", "example/ida-holm-on-locks")) == ["Ida Holm"] * 2
    assert answering(named.replace("Why?", "Why has it a holm?")) == [None] * 2


def test_a_title_of_common_words_is_a_thing_however_it_is_linked():
    asked = "**Q:** Why [shut](https://quay.example/idaholm/1)?\n\n**A:** The tide{}.\n"
    text = "---\ntitle: Ida Holm\n---\n\n## Pilot\n\n" + asked
    assert answering(text.format("")) == ["Ida Holm"]
    assert answering(text.format(" at a holm")) == [None]


PARTS = "# Call\n\n# Lock{}\n\nA talk.\n\n## Gates\n\nQ: Is it deep?\n\nA: Four metres.\n\nQ: And wide?\n\nA: Nine.\n\n# Mud (Bo Ek)\n\nQ: Is there mud?\n\nA: Some.\n"


def test_a_name_in_brackets_behind_a_heading_answers_what_is_asked_below():
    assert answering(PARTS.format(" (Ida Holm)")) == ["Ida Holm", "Ida Holm", None]
    assert answering(PARTS.format(" (north)")) == [None, None, None]


@pytest.mark.parametrize("label", ["Lead", "Session leads", "Presenter"])
def test_whoever_leads_a_session_may_go_by_a_user_name(label):
    text = "# Locks\n**{}:** {}\n\nWe met.\n\n- Q: Why?\n  - A: Tide.\n- Q: When?\n  - A: May.\n"
    assert answering(text.format(label, "Ida Holm")) == ["Ida Holm"] * 2
    assert answering(text.format(label, "@idah")) == ["idah"] * 2
    assert answering(text.format(label, "idah")) == answering(text.format("Gate", "@idah"))
