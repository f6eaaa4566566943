"""Outcomes and promises in German, French, Spanish and Italian, and in mixed sessions."""

from datetime import date

import pytest

from pipeline.enrich.follow_ups import find_follow_ups
from pipeline.enrich.outcome import judge, read_answer
from pipeline.extract.record import Answer, Question
from pipeline.readers.traced import Traced
from schemas.words import FollowUpKind, Mode

DAY = date(2031, 5, 6)


def read(said, language):
    answer = Answer(None, None, None, Mode.LIVE, (Traced.at(said, 2),), 2, 2)
    question = Question(
        Traced.at("?", 1), None, listed_after=False, answers=(answer,), line_start=1, line_end=1
    )
    return question, read_answer(answer, language)


def outcome(said, language):
    question, reading = read(said, language)
    return judge(question, [reading]).outcome.value


OUTCOMES = [
    ("de", "deferred", "Die Antwort auf diese Frage reichen wir Ihnen schriftlich nach."),
    ("de", "deferred", "Das müsste ich bei der Verwaltung erst nachfragen."),
    ("de", "answered", "Die Verwaltung hat sich gemeldet und die Frage im Mai beantwortet."),
    ("de", "answered", "Das Dach ist seit dem Sturm im März undicht."),
    ("de", "declined", "Über einzelne Mitglieder möchten wir hier nicht sprechen."),
    ("de", "out_of_scope", "Für die Straße sind wir leider nicht zuständig."),
    ("de", "not_known", "Ehrlich gesagt weiß ich das nicht."),
    ("fr", "deferred", "Nous vous répondrons par écrit après la réunion."),
    ("fr", "deferred", "Je dois vérifier cela auprès du trésorier."),
    ("fr", "answered", "Le maire avait promis qu'il nous répondrait, et il l'a fait."),
    ("fr", "answered", "Le toit fuit depuis la tempête du mois de mars."),
    ("fr", "declined", "Nous ne souhaitons pas commenter cette affaire."),
    ("fr", "out_of_scope", "Cela ne relève pas de notre association."),
    ("fr", "not_known", "Franchement, nous ne savons pas."),
    ("es", "deferred", "Les responderemos por escrito después de la reunión."),
    ("es", "deferred", "Tengo que consultarlo con la tesorera."),
    ("es", "answered", "El alcalde dijo que nos contestaría y lo hizo."),
    ("es", "answered", "El tejado tiene goteras desde la tormenta de marzo."),
    ("es", "declined", "No podemos hablar de casos concretos."),
    ("es", "out_of_scope", "Eso no es competencia de la asociación."),
    ("es", "not_known", "La verdad es que no lo sabemos."),
    ("it", "deferred", "Vi risponderemo per iscritto dopo la riunione."),
    ("it", "deferred", "Devo verificare con la tesoriera."),
    ("it", "answered", "Il sindaco aveva detto che ci avrebbe risposto, e lo ha fatto."),
    ("it", "answered", "Il tetto perde dalla tempesta di marzo."),
    ("it", "declined", "Non possiamo parlare di singoli casi."),
    ("it", "out_of_scope", "Non è di nostra competenza."),
    ("it", "not_known", "Sinceramente non lo sappiamo."),
]


@pytest.mark.parametrize(("language", "coded", "said"), OUTCOMES)
def test_outcomes(language, coded, said):
    assert outcome(said, language) == coded


@pytest.mark.parametrize(
    ("said", "coded"),
    [(said, coded) for _, coded, said in OUTCOMES if len(said.split()) > 8],
)
def test_an_answer_is_read_in_its_own_language(said, coded):
    assert outcome(said, "en") == coded


@pytest.mark.parametrize(
    ("language", "said", "kind", "due"),
    [
        ("de", "Der Bericht wird im Juni veröffentlicht.", FollowUpKind.PUBLICATION, 6),
        ("de", "Wir melden uns bei Ihnen.", FollowUpKind.WRITTEN_ANSWER, None),
        ("fr", "Nous publierons le rapport en juin.", FollowUpKind.PUBLICATION, 6),
        ("fr", "On vous tiendra au courant.", FollowUpKind.UPDATE, None),
        ("es", "Publicaremos el informe en junio.", FollowUpKind.PUBLICATION, 6),
        ("es", "Les informaremos.", FollowUpKind.UPDATE, None),
        ("it", "Pubblicheremo la relazione a giugno.", FollowUpKind.PUBLICATION, 6),
        ("it", "Vi faremo sapere.", FollowUpKind.UPDATE, None),
    ],
)
def test_promises(language, said, kind, due):
    _, reading = read(said, language)
    (promise,) = find_follow_ups(reading, DAY, language)
    assert promise.kind is kind
    assert (promise.due_latest and promise.due_latest.month) == due
