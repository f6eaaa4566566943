"""Minutes put questions off in a few words; the same words of what is done put off nothing."""

import pytest

from pipeline.enrich.outcome import judge, read_answer
from pipeline.extract.record import Answer, Question
from pipeline.readers.traced import Traced
from schemas.words import Mode, Outcome

PUT_OFF = {
    "en": """
        Action: Rona to check with the harbour.
        AP (RF): get quotes.
        TBC
        Offline.
        On notice.
        Parked for now.
        Deferred, Oskar not present.
        Carried over.
        Waiting on legal.
        More discussion needed → next agenda.
        Rona checks.
        Unclear, Rona checks.
        Revisit after the release.
        Decision next week.
        Left for the next call.
        Out of time; first item next week.
        It was agreed that this would be brought back to the next meeting.
        It was confirmed that a note would be sent to members.
        The clerk undertook to find out.
        The treasurer agreed to come back with figures.
        The officer advised that she would come back to the member.
        Passed to the finance team for a reply.
    """,
    "de": """
        Nächstes Mal.
        Rona klärt das mit dem Hafenamt.
        Aufgabe: Rona holt Angebote ein.
        Steht noch aus, wird im Ticket beantwortet.
        Der Vorstand wolle sich informieren und die Antwort dem Protokoll beifügen.
    """,
    "fr": """
        Prochaine réunion.
        Action : Rona demande un devis.
        Rona se renseigne.
        La directrice a indiqué qu'elle se renseignerait.
    """,
    "es": """
        Próxima reunión.
        Acción: Rona pide presupuesto.
        Queda pendiente, Rona lo mira.
        La directora dijo que enviaría los datos.
    """,
    "it": """
        Prossima riunione.
        Azione: Rona chiede un preventivo.
        In attesa di risposta dal porto.
        La direttrice ha detto che avrebbe inviato i dati.
    """,
}
DONE = {
    "en": """
        Checked by Rona, all fine.
        Action closed: Rona checked it in March.
        Taken offline for maintenance on Sunday, back since noon.
        The server is offline.
        Approved. AP: Rona to update the page.
        Merged. Action: Rona to tag the release.
        About forty people, mostly new. Slides will be circulated.
        The item was deferred in May, and approved in June.
        The applicant said that she would plant a hedge along the road.
        Agenda items go to the clerk by Friday.
        Everything checks out.
    """,
    "de": """
        Wurde im Mai nachgereicht und ist online.
        Rona hat das geklärt: es bleibt so.
        Niemand fragt nach.
    """,
    "fr": """
        Le point a été traité à la dernière séance.
        Rona s'est renseignée : c'est gratuit.
    """,
    "es": """
        Rona lo consultó: es gratis.
        El alcalde dijo que nos contestaría y lo hizo.
    """,
    "it": """
        Rinviato due volte per la pioggia, il concerto c'è stato a giugno.
        Rona ha verificato: è gratis.
    """,
}


def cases(lists):
    return [
        (language, line.strip())
        for language, lines in lists.items()
        for line in lines.strip().splitlines()
    ]


def outcome(language, said):
    """What became of a question to which the rules alone heard no more than this."""
    answer = Answer(None, None, None, Mode.LIVE, (Traced.at(said, 2),), 2, 2)
    question = Question(
        Traced.at("Quay?", 1), None, listed_after=False, answers=(answer,), line_start=1, line_end=1
    )
    return judge(question, [read_answer(answer, language)]).outcome


@pytest.mark.parametrize(("language", "said"), cases(PUT_OFF))
def test_a_few_words_put_a_question_off(language, said):
    assert outcome(language, said) is Outcome.DEFERRED


@pytest.mark.parametrize(("language", "said"), cases(DONE))
def test_what_is_done_or_said_besides_puts_nothing_off(language, said):
    assert outcome(language, said) is not Outcome.DEFERRED
