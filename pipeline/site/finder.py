"""The data of the finder: a script for each year, which hands its questions to the page."""

from collections.abc import Iterable

from pipeline.site.content import Session
from pipeline.site.inert import script_data

#: Up to so many questions the finder loads all years at once, beyond them the newest first.
LIGHT = 5000

#: session, anchor, text, topic, outcome, status, respondents: `assets/finder.js` reads them so.
FinderRow = tuple[str, str, str, str, str, str, str]


def finder_rows(session: Session) -> list[FinderRow]:
    """The questions of a session as the finder knows them; no topic is an empty text."""
    return [
        (
            session.session_id,
            question.anchor,
            question.text,
            question.topic.topic_id if question.topic else "",
            question.outcome.value,
            question.status.value,
            "; ".join(question.respondents),
        )
        for question in session.questions
    ]


def finder_script(year: str, rows: Iterable[FinderRow]) -> bytes:
    """The script of one year, in the order in which the finder shows its questions."""
    return f"officeHours({script_data(year)},{script_data(list(rows))});\n".encode()
