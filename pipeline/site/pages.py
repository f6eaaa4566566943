"""A release → the pages of its site, each as a path and bytes."""

from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from pipeline.site.beside import feeds, release_files, text_pages
from pipeline.site.content import Gone, Person, Question, Session, Topic
from pipeline.site.finder import LIGHT, finder_script
from pipeline.site.inert import script_data
from pipeline.site.landing import landing_page
from pipeline.site.layout import ASSETS, Layout
from pipeline.site.linked_data import session_data
from pipeline.site.reading import Reading
from pipeline.site.shelves import SHOWN, Asked, Index, Shelf, due_first
from pipeline.site.topics import outline
from pipeline.site.writing import Page
from schemas.words import Outcome, Role, Status

_ROLES = {
    Role.HOST: "Held by",
    Role.FACILITATOR: "Facilitated by",
    Role.RESPONDENT: "Answered by",
    Role.NOTE_TAKER: "Notes by",
}


def site_pages(reading: Reading, home: str | None = None) -> Iterator[Page]:
    """All files of the site; sessions are read one at a time, and forgotten once written.

    Args:
        reading: The release.
        home: The address at which the site will be published, with a slash at its end: with
            it pages name their own address, and there is a sitemap.
    """
    layout = Layout(reading.release, home)
    index = Index({topic: deque[Asked](maxlen=SHOWN) for topic in reading.topics})
    yield from ((f"assets/{p.name}", p.read_bytes()) for p in sorted(ASSETS.iterdir()))
    neighbours = _neighbours(reading.session_ids)
    for year, sessions in groupby(reading.sessions(), lambda session: str(session.day.year)):
        shelf = Shelf(year)
        for session in sessions:
            yield session_page(layout, session, neighbours[session.session_id])
            index.add_topics(session)
            shelf.add(session)
        index.add(shelf)
        yield from _year_pages(layout, shelf)
    for session_id, gone in reading.lost.items():
        yield _lost_page(layout, session_id, gone)
    yield from _index_pages(layout, index)
    yield from _topic_pages(layout, reading, index)
    yield _finder_page(layout, reading, index)
    yield landing_page(layout, reading, index)
    yield from text_pages(layout, reading)
    yield from release_files(reading)
    yield from feeds(layout, reading)


def session_page(layout: Layout, session: Session, beside: Mapping[str, str | None]) -> Page:
    """The page of a session; `before` and `after` name the sessions next to it."""
    return layout.page(
        f"sessions/{session.session_id}.html",
        "session.html",
        session=session,
        cast=_cast(session.people),
        tally=_tally(session.questions),
        sections=[
            (heading, list(questions))
            for heading, questions in groupby(session.questions, lambda q: q.heading)
        ],
        linked=script_data(session_data(session)),
        **beside,
    )


def _lost_page(layout: Layout, session_id: str, gone: Sequence[Gone]) -> Page:
    """The page at the address of a session that earlier releases held: that, and why."""
    rows = [row for row in gone if row.anchor]
    whole = next((row for row in gone if not row.anchor), None)
    path = f"sessions/{session_id}.html"
    return layout.page(path, "lost.html", session_id=session_id, whole=whole, gone=rows)


def _cast(people: Sequence[Person]) -> list[tuple[str, list[Person]]]:
    """Who took part, by role; a role that nobody had is not named."""
    cast = ((said, [p for p in people if role in p.roles]) for role, said in _ROLES.items())
    return [(said, held) for said, held in cast if held]


def _tally(questions: Sequence[Question]) -> list[tuple[Outcome, int]]:
    return Counter(question.outcome for question in questions).most_common()


def _neighbours(ids: Sequence[str]) -> Mapping[str, Mapping[str, str | None]]:
    """The sessions before and after each."""
    padded = (None, *ids, None)
    return {
        session_id: {"before": padded[at], "after": padded[at + 2]}
        for at, session_id in enumerate(ids)
    }


def _year_pages(layout: Layout, shelf: Shelf) -> Iterator[Page]:
    newest_first = [row for rows in reversed(shelf.rows) for row in rows]
    yield f"assets/data/{shelf.year}.js", finder_script(shelf.year, newest_first)
    yield layout.page(
        f"sessions/{shelf.year}.html",
        "sessions.html",
        year=shelf.year,
        rows=list(reversed(shelf.entries)),
        counts=[],
        total=len(shelf.entries),
    )
    yield layout.page(
        f"promises/{shelf.year}.html",
        "promises.html",
        year=shelf.year,
        rows=sorted(shelf.promises, key=due_first),
        counts=[],
        total=len(shelf.promises),
    )


def _index_pages(layout: Layout, index: Index) -> Iterator[Page]:
    yield layout.page(
        "sessions.html",
        "sessions.html",
        year=None,
        rows=list(reversed(index.newest)),
        counts=_newest_first(index.sessions),
        total=sum(index.sessions.values()),
    )
    yield layout.page(
        "promises.html",
        "promises.html",
        year=None,
        rows=sorted(index.promised, key=due_first),
        counts=_newest_first(index.promises),
        total=sum(index.promises.values()),
    )


def _newest_first(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), reverse=True)


def _topic_pages(layout: Layout, reading: Reading, index: Index) -> Iterator[Page]:
    rates = {row["key"]: row for row in reading.release.statistics["deferral_by_topic"]}
    tree = outline(reading.topics.values())
    lines = [(depth, topic, rates.get(topic.topic_id)) for depth, topic in tree]
    yield layout.page("topics.html", "topics.html", outline=lines)
    for _, topic, rate in lines:
        yield layout.page(
            f"topics/{topic.topic_id}.html",
            "topic.html",
            topic=topic,
            broader=_broader(topic, reading.topics),
            narrower=[t for _, t in tree if t.broader_id == topic.topic_id],
            rate=rate,
            questions=list(reversed(index.topics[topic.topic_id])),
        )


def _broader(topic: Topic, topics: Mapping[str, Topic]) -> list[Topic]:
    """The topics above a topic, the broadest first."""
    above: list[Topic] = []
    while topic.broader_id and topics[topic.broader_id] not in above:
        topic = topics[topic.broader_id]
        above.insert(0, topic)
    return above


def _finder_page(layout: Layout, reading: Reading, index: Index) -> Page:
    total = sum(index.questions.values())
    return layout.page(
        "questions.html",
        "questions.html",
        topics=sorted(reading.topics.values(), key=lambda topic: topic.label),
        outcomes=list(Outcome),
        statuses=list(Status),
        counts=_newest_first(index.questions),
        total=total,
        light=total <= LIGHT,
    )
