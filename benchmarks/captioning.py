"""Written speech as captions: those of a call, with names, and those a machine hears.

Everything is chance from a seed, so that the same text gives the same captions.
"""

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_TURN = re.compile(r"^(?P<speaker>[^:\n{]{2,60}): (?P<said>.*)$", re.MULTILINE)
_TOKEN = re.compile(r"\{(?P<mark>\w+)\}|(?P<word>[^\s{}]+)")
_FILLERS = ("uh", "um", "you know", "so", "like")
_SMALL = frozenset("i a the and to of in it is you that we for on with as at".split())
_MISHEARD_NAME, _MISHEARD_WORD, _FILLER = 0.6, 0.04, 0.04
_CONFUSED = (("ph", "f"), ("c", "k"), ("w", "v"), ("z", "s"), ("th", "t"), ("i", "ee"), ("a", "u"))


@dataclass(frozen=True, slots=True)
class Word:
    """A spoken word and its time; a name is more often misheard."""

    text: str
    speaker: str
    start: int
    end: int
    name: bool


@dataclass(frozen=True, slots=True)
class Speech:
    """A recording: its words, and the time at which each marked place begins."""

    words: tuple[Word, ...]
    marks: dict[str, int]


def speak(text: str, chance: random.Random, start: int = 0) -> Speech:
    """Turns `Name: words` as speech; a mark `{3}` stands before the word at which 3 begins."""
    words: list[Word] = []
    marks: dict[str, int] = {}
    now = start
    for turn in _TURN.finditer(text):
        now += chance.randrange(300, 2_000)
        opens = True
        for token in _TOKEN.finditer(turn["said"]):
            if token["mark"]:
                marks[token["mark"]] = now
                continue
            word = token["word"]
            length = 90 + 55 * len(word) + chance.randrange(90)
            name = word[:1].isupper() and not opens and word.strip(",.?!") != "I"
            words.append(Word(word, turn["speaker"], now, now + length, name))
            opens = word[-1] in ".?!"
            now += length + (chance.randrange(250, 900) if opens else 0)
    return Speech(tuple(words), marks)


def join(parts: Iterable[Speech], keep: int) -> Speech:
    """Recordings one behind the other; the marks are those of the part `keep`."""
    words: list[Word] = []
    marks: dict[str, int] = {}
    for place, part in enumerate(parts):
        late = words[-1].end + 2_000 if words else 0
        words += (Word(w.text, w.speaker, w.start + late, w.end + late, w.name) for w in part.words)
        if place == keep:
            marks = {mark: at + late for mark, at in part.marks.items()}
    return Speech(tuple(words), marks)


def labelled(speech: Speech) -> str:
    """The captions of a call, sentence by sentence, under the speakers' names."""
    cues = []
    for number, run in enumerate(_sentences(speech.words), 1):
        said = " ".join(word.text for word in run)
        times = f"{clock(run[0].start)} --> {clock(run[-1].end)}"
        cues.append(f"{number}\n{times}\n{run[0].speaker}: {said}\n")
    return "WEBVTT\n\n" + "\n".join(cues)


def _sentences(words: Sequence[Word]) -> Iterator[list[Word]]:
    run: list[Word] = []
    for word in words:
        if run and (word.speaker != run[-1].speaker or run[-1].text[-1] in ".?!" or len(run) > 30):
            yield run
            run = []
        run.append(word)
    yield run


def automatic(speech: Speech, chance: random.Random) -> str:
    """Rolling captions as a machine hears them: no names, no marks, and some words wrong."""
    heard = [
        Word(text, w.speaker, w.start, w.end, w.name)
        for w in speech.words
        for text in [_heard(w, chance)]
        if text
    ]
    lines = [heard[at : at + 7] for at in range(0, len(heard), 7)]
    out = ["WEBVTT\nKind: captions\nLanguage: en\n"]
    above = " "
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        end = after[0].start if after else line[-1].end
        end = max(end, line[0].start + 20)
        first, *rest = line
        timed = first.text + "".join(f"<{clock(w.start)}><c> {w.text}</c>" for w in rest)
        whole = " ".join(word.text for word in line)
        place = "align:start position:0%"
        out.append(f"{clock(line[0].start)} --> {clock(end - 10)} {place}\n{above}\n{timed}\n")
        out.append(f"{clock(end - 10)} --> {clock(end)} {place}\n{whole}\n \n")
        above = whole
    return "\n".join(out)


def _heard(word: Word, chance: random.Random) -> str:
    """What a machine makes of a word."""
    text = re.sub(r"[^\w'\s]", "", word.text.replace("-", " ")).lower()
    if word.name and chance.random() < _MISHEARD_NAME:
        text = _misheard(text, chance)
    elif chance.random() < _MISHEARD_WORD:
        if text in _SMALL:
            return ""
        text = _misheard(text, chance) if len(text) > 3 else text
    if chance.random() < _FILLER:
        text = f"{chance.choice(_FILLERS)} {text}"
    return text


def _misheard(text: str, chance: random.Random) -> str:
    """Another spelling of the sounds, or the word torn apart."""
    swaps = [(old, new) for old, new in _CONFUSED if old in text]
    if swaps:
        old, new = chance.choice(swaps)
        text = text.replace(old, new, 1)
    if len(text) > 6 and chance.random() < 0.4:
        at = chance.randrange(3, len(text) - 2)
        text = f"{text[:at]} {text[at:]}"
    return text


def clock(ms: int) -> str:
    """A time as WebVTT writes it."""
    seconds, ms = divmod(ms, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{ms:03}"
