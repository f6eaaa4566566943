"""Notes as volunteers leave them on a wiki: mixed lists, later replies, other languages."""

import pytest

from schemas.words import Mode
from tests.extract.test_guests import answering
from tests.extract.test_ways_of_writing import record, rows


def modes(text, ending):
    return [
        (one.attribution, one.mode) for q in record(text, ending).questions for one in q.answers
    ]


def test_terms_that_ask_may_go_on_and_a_noise_may_stand_before_the_reply():
    text = (
        "<h2>Call</h2><dl><dt>Who pays? The town says no</dt>\n<dd>Ida Holm: It does.</dd>\n"
        "<dt>Is it ours?</dt>\n<dd>(laughter)</dd>\n<dd>Ida Holm: It is.</dd></dl>\n"
        "<h2>Lock</h2><ul><li>Is it deep?\n<ul><li>Ida Holm: Yes.</li></ul></li></ul>\n"
    )
    found = rows(text, "html")
    assert [asked for asked, _ in found] == [
        "Who pays? The town says no",
        "Is it ours?",
        "Is it deep?",
    ]
    assert [answers[-1] for _, answers in found] == [
        ("Ida Holm", "It does."),
        ("Ida Holm", "It is."),
        ("Ida Holm", "Yes."),
    ]


LEFT = "'''Q:''' Is it deep?\n\n'''A:''' Four metres.\n\n== Left ==\n# Who pays?\n#: The town.\n# Why?\n# And when? We wait.\n#: In May.\n"


def test_most_items_of_a_list_beside_marked_questions_have_a_reply():
    assert [asked for asked, _ in rows(LEFT, "wiki")][1:] == [
        "Who pays?",
        "Why?",
        "And when? We wait.",
    ]
    few = LEFT.replace("#: In May.\n", "")
    assert [asked for asked, _ in rows(few, "wiki")] == ["Is it deep?"]


def test_a_signature_may_tell_the_day():
    text = "* Is it deep?\n** It is, at the gate. – Ida Holm, 3 July\n* Why?\n** So. – Ida Holm\n"
    assert rows(text, "wiki")[0][1] == [("Ida Holm", "It is, at the gate.")]


@pytest.mark.parametrize("label", ["Risposta di Ida", "Risposta della Ida", "Antwort von Ida"])
def test_whose_answer_it_is_in_other_languages(label):
    text = f"Molo\n\nIda Holm ha risposto.\n\n  • È aperto?\nIda: Sì.\n  • Chi paga?\n{label}: La città.\n"
    assert answering(text, "txt")[1] in ("Ida", "Ida Holm")
    people = {one.person.name for q in record(text, "txt").questions for one in q.answers}
    assert len(people) == 1


@pytest.mark.parametrize(
    "line", ["Categoria: Molo", "Kategorie: Hafen", "Ultima modifica di questa pagina: 2 apr 2031"]
)
def test_a_page_ends_in_any_language(line):
    text = f"Molo\n\nIda Holm ha risposto.\n\n  • È aperto?\nIda: Sì.\n\n{line}\n"
    assert rows(text) == [("È aperto?", [("Ida Holm", "Sì.")])]


@pytest.mark.parametrize(
    "heading",
    [
        "Risposte arrivate dopo l'incontro",
        "Respuestas después de la llamada",
        "Questions sent after the call",
        "Questions received in after this meeting".replace(" in ", " "),
    ],
)
def test_headings_tell_of_later_replies(heading):
    text = f"== Lock ==\n* Is it deep?\n** '''Ida''': It is.\n\n== {heading} ==\n* Why?\n** '''Ida''': So.\n"
    assert modes(text, "wiki") == [("Ida", Mode.LIVE), ("Ida", Mode.WRITTEN)]


def test_what_came_later_is_a_reply_of_its_own():
    text = "== Lock ==\n* Is it deep?\n** '''Ida''': I shall look.\n** {}Nine metres.\n"
    later = [("Ida", Mode.LIVE), (None, Mode.WRITTEN)]
    assert modes(text.format("'''Update:''' "), "wiki") == later
    assert modes(text.format("[Reply added 3 July 2031] "), "wiki") == later
    assert modes(text.format("[Reply added by mail] "), "wiki") == [("Ida", Mode.LIVE)]
    named = text.format("[Reply added 3 July 2031] Gate Team: ")
    assert modes(named, "wiki")[1] == ("Gate Team", Mode.WRITTEN)


def test_a_facilitator_may_reply():
    text = (
        "Guests: Ida Holm. Facilitators: Bo Ek\n\n== Lock ==\n* '''Is it deep?'''\n"
        "** '''Bo:''' Four metres.\n** '''Ida:''' Five.\n* '''Why?'''\n** '''Ida:''' So.\n"
    )
    assert [who for who, _ in rows(text, "wiki")[0][1]] == ["Bo Ek", "Ida Holm"]


def test_an_item_without_a_mark_asks_among_marked_ones_where_it_is_answered_by_name():
    text = "Call\n\nIda Holm answered.\n\n  • Q: Is it deep?\nIda: Four metres.\n  • Please say more on the mud.\n{}\n  • Q: Why?\nIda: So.\n"
    asked = [question for question, _ in rows(text.format("Ida: There is some."))]
    assert asked == ["Is it deep?", "Please say more on the mud.", "Why?"]
    assert len(rows(text.format(""))) == 2


def test_a_sentence_about_nothing_names_nobody():
    text = "# Call\n\nMooring and paint are due next week, if nothing {}.\n\nQ: Is it deep?\n\nA: It is.\n"
    assert answering(text.format("breaks")) == [None]


def test_a_post_in_capitals_is_no_name():
    text = "# Call\n\nPlease welcome Quay CEO Ida Holm!\n\nQ: Is it deep?\n\nA: It is.\n"
    assert answering(text) == ["Ida Holm"]


@pytest.mark.parametrize(
    ("title", "who"), [("Harbour Gate Team", "Harbour Gate Team"), ("The gate team", None)]
)
def test_a_team_that_is_the_title_answers(title, who):
    text = f"---\ntitle: {title}\n---\n\nQ: Is it deep?\n\nA: It is.\n\nQ: Why?\n\nA: So.\n"
    assert answering(text) == [who, who]
    kinds = {
        one.person.kind.value
        for q in record(text, "md").questions
        for one in q.answers
        if one.person
    }
    assert kinds == ({"team"} if who else set())


@pytest.mark.parametrize(
    ("handle", "who"), [("IdaHolm", "Ida Holm"), ("Ida_Holm", "Ida Holm"), ("ZedHolm", "ZedHolm")]
)
def test_a_user_name_that_spells_a_name_is_read_so(handle, who):
    fields = f'title: Harbour Gate\ndescription: "Ida and Bo steer."\npeople: "[@{handle}](x) & [@bo_ek](y)"'
    text = f"---\n{fields}\n---\n\nQ: Is it deep?\n\nA: It is.\n\n– {handle}\n\nQ: Why?\n\nA: So.\n"
    assert rows(text, "md")[0][1] == [(who, "It is.")]


def test_whether_somebody_has_anything_to_add_asks_nothing():
    turns = "Host: Is it deep?\n\nIda Holm: It is.\n\nHost: Why?\n\nIda Holm: So.\n\nHost: {}\n\nBo Ek: No.\n"
    text = f"# Call\n\nOn the panel: Ida Holm and Bo Ek\n\n{turns}"
    assert len(rows(text.format("Do you have anything to add to this, Bo?"), "md")) == 2
    assert len(rows(text.format("Do you have a boat for this, Bo?"), "md")) == 3
