"""Written lists of topics with the questions about them; `README.md` says how."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.corpus import Topic
from pipeline.enrich.topic_input import asked, told

TOPICS = Path(__file__).parent / "topics"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question under its heading, its answers, and the topics that can be defended.

    Where no topic fits there are none; heading and answers are empty where there are none.
    """

    topic_ids: tuple[str, ...]
    heading: str
    question: str
    answers: str


@dataclass(frozen=True, slots=True)
class TopicList:
    """An organisation's topics, and what it was asked."""

    name: str
    topics: list[Topic] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)


def read_topic_lists(folder: Path) -> tuple[TopicList, ...]:
    """The lists of every file of a folder, in the order of the files' names.

    Raises:
        ValueError: a line is not of the form; it is named with its file and number.
    """
    return tuple(one for path in sorted(folder.glob("*.tsv")) for one in _read_file(path))


def texts(lists: Iterable[TopicList]) -> Iterator[str]:
    """What is told and asked in some lists."""
    for one in lists:
        yield from (told(topic) for topic in one.topics)
        yield from (asked(said.question, said.heading, said.answers) for said in one.asked)


def _read_file(path: Path) -> Iterator[TopicList]:
    lists: list[TopicList] = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        match line.split("\t"):
            case [""]:
                continue
            case ["L", name]:
                lists.append(TopicList(name))
            case ["T", topic_id, label, others, note] if lists:
                labels = tuple(filter(None, _stated(others).split("; ")))
                lists[-1].topics.append(Topic(topic_id, label, labels, None, _stated(note) or None))
            case ["I", ids, heading, question, answers] if lists:
                chosen = tuple(filter(None, _stated(ids).split("|")))
                if unknown := set(chosen) - {topic.topic_id for topic in lists[-1].topics}:
                    raise ValueError(f"{path.name}:{number}: unknown topics {sorted(unknown)}")
                lists[-1].asked.append(Asked(chosen, _stated(heading), question, _stated(answers)))
            case _:
                raise ValueError(f"{path.name}:{number}: expected an L, then T, then I lines")
    yield from lists


def _stated(field: str) -> str:
    return "" if field == "-" else field
