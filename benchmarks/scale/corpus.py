"""Writes a corpus of any number of sessions, the same at every call.

    .venv/bin/python benchmarks/scale/corpus.py --sessions 1000 FOLDER

Session number n is the same however many there are. A quarter of them is plain text, Markdown,
HTML and wikitext each, in several layouts; most are in English, some in German, French and
Spanish. They have the size of real pages: about 25 kB, some a fifth of that, some four times.
"""

import argparse
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import yaml

_TEXTS: Mapping[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "sentences.yaml").read_text("utf-8")
)
_LANGUAGES = ("en",) * 7 + ("de", "fr", "es")
_SIZES = (0.2, 0.6, 0.8, 1, 1, 1, 1.2, 1.2, 1.6, 4)
_FIRST_DAY = date(1999, 1, 4)
_QUESTIONS = 20
_WITH_SETTINGS = 3  # every third session has a session.yaml

Lines = Iterator[str]


@dataclass(frozen=True, slots=True)
class Answer:
    """Who said what, a paragraph each."""

    speaker: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, and questions with their answers."""

    heading: str
    questions: tuple[tuple[str, tuple[Answer, ...]], ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A session before it is written down in any format."""

    title: str
    language: str
    opening: tuple[str, ...]
    sections: tuple[Section, ...]


def session_id(number: int) -> str:
    """The id of a session; a third of them share their day with another, as they may in life."""
    return f"{_FIRST_DAY + timedelta(days=number * 3 // 4)}-s{number}"


def call(number: int) -> Call:
    """The session of a number."""
    chance = random.Random(f"session {number}")
    language = chance.choice(_LANGUAGES)
    texts = _TEXTS[language]
    speakers = chance.sample(_TEXTS["people"], 4)
    names = dict(zip(("host", "second", "third", "fourth"), speakers, strict=True))
    headings = chance.sample(texts["headings"], 5)
    per_section = max(1, round(_QUESTIONS * chance.choice(_SIZES) / len(headings)))
    day = session_id(number)[:10]
    return Call(
        title=f"Port question hour {day}",
        language=language,
        opening=tuple(
            " ".join(texts[line].split()).format(**names)
            for line in ("opening", "hosted", "provided", "took_notes")
        ),
        sections=tuple(
            Section(
                heading,
                tuple(_exchange(chance, texts, speakers[:3]) for _ in range(per_section)),
            )
            for heading in headings
        ),
    )


def _exchange(
    chance: random.Random, texts: Mapping[str, Any], speakers: Sequence[str]
) -> tuple[str, tuple[Answer, ...]]:
    context = [chance.choice(texts["context"])] if chance.random() < 0.4 else []
    question = _fill(chance, [*context, chance.choice(texts["questions"])])
    answers = tuple(
        Answer(speaker.split()[0], tuple(_paragraphs(chance, texts)))
        for speaker in chance.sample(speakers, 2 if chance.random() < 0.15 else 1)
    )
    return question, answers


def _paragraphs(chance: random.Random, texts: Mapping[str, Any]) -> Lines:
    for _ in range(2 if chance.random() < 0.3 else 1):
        said = [chance.choice(texts["answers"]) for _ in range(chance.randint(2, 11))]
        if chance.random() < 0.4:
            said.append(chance.choice(texts["outcomes"]))
        yield _fill(chance, said)


def _fill(chance: random.Random, sentences: Sequence[str]) -> str:
    """Sentences with their words filled in; what gets markup stands between ‹ and ›."""
    return " ".join(
        sentence.format(
            thing=chance.choice(("{}", "{}", "‹{}›")).format(chance.choice(_TEXTS["things"])),
            place=chance.choice(_TEXTS["places"]),
            who=chance.choice(_TEXTS["people"]),
            n=chance.randint(2, 90),
        )
        for sentence in sentences
    )


def _text(said: Call, number: int) -> Lines:
    yield from (said.title, "", *_between("", said.opening))
    for section in said.sections:
        yield from ("", section.heading, "")
        for question, answers in section.questions:
            yield _TEXT_QUESTIONS[number // 4 % len(_TEXT_QUESTIONS)].format(question)
            for answer in answers:
                first, *more = answer.paragraphs
                yield f"{answer.speaker}: {first}"
                yield from more


_TEXT_QUESTIONS = ("  • {}", "- {}", "\nQ: {}")


def _markdown(said: Call, number: int) -> Lines:
    yield from (f"# {said.title}", "", *_between("", said.opening))
    question_line, speaker = _MARKDOWN[number // 4 % len(_MARKDOWN)]
    for section in said.sections:
        yield from ("", f"## {section.heading}", "")
        for question, answers in section.questions:
            yield from (question_line.format(question), "")
            for answer in answers:
                first, *more = answer.paragraphs
                yield from (speaker.format(answer.speaker) + first, "")
                yield from _between("", more)


_MARKDOWN = (("- {}", "{}: "), ("**Q:** {}", "**{}:** "), ("### {}", "**{}:** "))


def _html(said: Call, number: int) -> Lines:
    yield from (
        f"<!doctype html>\n<html lang={said.language}><head><meta charset=utf-8>",
        f"<title>{said.title}</title><style>p {{ margin: 0 }}</style></head>",
        "<body><nav><ul><li><a href='/'>Home</a></li><li><a href='/help'>Help?</a></li></ul></nav>",
        f"<main><h1>{said.title}</h1>",
        *(f"<p>{line}</p>" for line in said.opening),
    )
    question_line, speaker = _HTML[number // 4 % len(_HTML)]
    for section in said.sections:
        yield f"<h2 id='s'>{section.heading}</h2>"
        for question, answers in section.questions:
            yield question_line.format(question)
            for answer in answers:
                first, *more = answer.paragraphs
                yield f"<p>{speaker.format(answer.speaker)} {first}</p>"
                yield from (f"<p>{paragraph}</p>" for paragraph in more)
    yield "</main><footer><p>© Port of Lower Quay</p></footer></body></html>"


_HTML = (("<ul><li>{}</li></ul>", "{}:"), ("<h3>{}</h3>", "<b>{}:</b>"))


def _wikitext(said: Call, number: int) -> Lines:
    yield from (f"= {said.title} =", "{{Port header|tab=3}}", *_between("", said.opening))
    translated = number // 4 % 2
    for at, section in enumerate(said.sections):
        heading = section.heading
        if translated:
            heading = f"<translate><!--T:{at}--> {heading}</translate>"
        yield from ("", f"== {heading} ==")
        for question, answers in section.questions:
            yield f"* {question}"
            for answer in answers:
                first, *more = answer.paragraphs
                speaker = f"[[User:{answer.speaker} (PLQ)|{answer.speaker}]]"
                yield f"** '''{speaker}''': {first}"
                yield from (f"** {paragraph}" for paragraph in more)


def _between(separator: str, lines: Sequence[str]) -> Lines:
    for line in lines:
        yield from (line, separator)


def _marked(ways: Sequence[str], found: re.Match[str]) -> str:
    # the same words are marked in the same way throughout
    return ways[len(found[1]) % len(ways)].format(found[1], found[1].replace(" ", "_"))


_MARKUP = re.compile("‹([^›]*)›")
_INLINE: Mapping[str, Sequence[str]] = {
    "notes.txt": ("{0}",),
    "notes.md": ("[{0}](https://port.example/{1})", "*{0}*", "`{0}`"),
    "notes.html": (
        '<a class="more" href="https://port.example/{1}">{0}</a>',
        "<em>{0}</em>",
        "&quot;{0}&quot;",
    ),
    "notes.wiki": (
        "[[Port:{1}|{0}]]",
        "''{0}''",
        "[https://port.example/{1} {0}]<ref>Port gazette, {0}</ref>",
    ),
}
_FORMATS: Sequence[tuple[str, Callable[[Call, int], Lines]]] = (
    ("notes.txt", _text),
    ("notes.md", _markdown),
    ("notes.html", _html),
    ("notes.wiki", _wikitext),
)


def write_session(sessions: Path, number: int) -> int:
    """Write the session of a number below `sessions`; how many bytes it has."""
    folder = sessions / session_id(number)
    folder.mkdir(parents=True)
    said = call(number)
    name, render = _FORMATS[number % len(_FORMATS)]
    text = _MARKUP.sub(partial(_marked, _INLINE[name]), "\n".join(render(said, number)) + "\n")
    data = text.encode()
    (folder / name).write_bytes(data)
    if number % _WITH_SETTINGS == 0:
        settings = {
            "series": "port",
            "license": "CC0-1.0",
            "documents": {name: {"source_url": f"https://port.example/calls/{number}"}},
        }
        (folder / "session.yaml").write_text(yaml.safe_dump(settings), "utf-8")
    return len(data)


def write_corpus(raw: Path, sessions: int) -> int:
    """Write a corpus of so many sessions to `raw`, which must not be there; its bytes."""
    raw.mkdir(parents=True)
    settings = {"title": "Port of Lower Quay", "license": "CC0-1.0", "series": {"port": "Port"}}
    (raw / "corpus.yaml").write_text(yaml.safe_dump(settings), "utf-8")
    (raw / "topics.yaml").write_text(yaml.safe_dump(_TEXTS["topics"], allow_unicode=True), "utf-8")
    (raw / "sessions").mkdir()
    return sum(write_session(raw / "sessions", number) for number in range(sessions))


def main() -> None:
    """Write a corpus where the command line says."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sessions", type=int, default=1000)
    arguments = parser.parse_args()
    size = write_corpus(arguments.folder, arguments.sessions)
    print(f"{arguments.sessions} sessions, {size / 1e6:.1f} MB in {arguments.folder}")


if __name__ == "__main__":
    main()
