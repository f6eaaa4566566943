"""Whether every word of captions and chats is kept, said once, and given to the right speaker.

    .venv/bin/python benchmarks/speakers.py [--talks 20] [--only Zoom] [--misses]

Talks of known words are written as captions and chats in every flavour (`talks.py`,
`talk_captions.py`, `talk_chats.py`, `talk_logs.py`, which know nothing of the readers) and read
to utterances. Printed per flavour: the words written, those lost, those told twice or never
said, lines set aside, and the share of labelled captions or messages with the right speaker and,
where notes put them in office, the right person, with Wilson's interval of 95 %. `--misses` lists
what is wrong. Real files follow where they lie beside the repository: of them is known only that
no word may be lost or told twice.
"""

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path
from zoneinfo import ZoneInfo

from talk_captions import CAPTIONS
from talk_chats import CHATS
from talk_logs import LOGS
from talks import TALKERS, Said, Turn, Written, talk

from pipeline.extract.accounting import Use
from pipeline.extract.moments import Clock
from pipeline.extract.notes import read_notes
from pipeline.extract.offices import Offices
from pipeline.extract.record import empty_record
from pipeline.extract.utterances import Spoken, Utterance, read_utterances
from pipeline.readers.document import Document, UnreadableError
from pipeline.readers.plain import read_plain
from pipeline.readers.spoken import read_chat, read_transcript
from pipeline.stats.intervals import wilson

SAMPLES = Path(__file__).parents[2] / "shared" / "samples"
_DAY = date(2031, 5, 6)
# who is meant by what captions and calls print; a nick means nobody for sure
_MEANT = {
    printed: talker.person or None
    for talker in TALKERS
    for printed in (talker.name, talker.name.upper(), f"{talker.name} ({talker.org})")
}
# what stands in real files around words, besides names and numbers
_TAGS = re.compile(r"</?\w[^<>]*>|&\w+;")
_AROUND = re.compile(
    r"^\s*\[?\S*\d:\d\d\S*\s+(?:From\b)?|^\s*\w{3} \d+ \d\d:\S+"
    r"|(?:Replying to|Antwort auf) [\"„].*[\"”]\s*$"
)
_Named = tuple[str | None, str | None]  # a speaker as printed, and the person in office


@dataclass(frozen=True, slots=True)
class Tally:
    """What was found of one flavour."""

    words: int = 0
    lost: int = 0
    extra: int = 0
    aside: int = 0
    labelled: int = 0
    right: int = 0


def offices(turns: Iterable[Turn]) -> Offices:
    """Half of those who talk, in office by the notes' word."""
    people = sorted({turn.talker.person for turn in turns} - {""})[::2]
    answers = (f"  • Why is gate {n} shut?\n{name}: Tides.\n" for n, name in enumerate(people))
    notes = "Quay call\n\nFees\n\n" + "".join(answers)
    return Offices.of(read_notes(read_plain(notes.encode()), _DAY, "en"))


def read(data: bytes, ending: str, people: Offices) -> tuple[Document, Spoken]:
    """What the program makes of a file."""
    document = read_chat(data) if ending == "chat" else read_transcript(data, ending)
    clock = Clock(_DAY, ZoneInfo("UTC"))
    return document, read_utterances("2031-05-06/x", document, people, clock)


def compared(written: Written, people: Offices, misses: list[str]) -> Tally:
    """What of a file is found, word by word in their order."""
    expected = [(n, word) for n, said in enumerate(written.said) for word in said.text.split()]
    found: list[tuple[Utterance, str]] = []
    aside = 0
    try:
        document, spoken = read(written.data, written.ending, people)
    except UnreadableError as error:
        misses.append(f"refused: {error}")
    else:
        found = [(one, word) for one in spoken.utterances for word in one.text.split()]
        aside = sum(one.line_end - one.line_start + 1 for one in document.set_aside)
    matcher = SequenceMatcher(
        None, [word for _, word in expected], [word for _, word in found], autojunk=False
    )
    named: list[set[_Named]] = [set() for _ in written.said]
    for at, other, size in matcher.get_matching_blocks():
        for place in range(size):
            one = found[other + place][0]
            person = one.person.name if one.person else None
            named[expected[at + place][0]].add((one.speaker, person))
    kept = sum(size for _, _, size in matcher.get_matching_blocks())
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            wanted, got = (" ".join(w for _, w in part) for part in (expected[a:b], found[c:d]))
            misses.append(f"{kind}: {wanted!r} → {got!r}")
    labelled = [(said, who) for said, who in zip(written.said, named, strict=True) if said.labelled]
    wrong = [(said, who) for said, who in labelled if not _is_right(said, who, people)]
    misses += (f"speaker of {said.text!r}: {said.speaker!r} → {who}" for said, who in wrong)
    lost, extra = len(expected) - kept, len(found) - kept
    return Tally(len(expected), lost, extra, aside, len(labelled), len(labelled) - len(wrong))


def _is_right(said: Said, found: set[_Named], people: Offices) -> bool:
    """Whether all of a caption is given to its speaker, and to the person whom that means."""
    if {speaker for speaker, _ in found} != {said.speaker or None}:
        return False
    if said.speaker not in _MEANT:
        return True
    person = _MEANT[said.speaker]
    in_office = {one.name for one in people.people}
    return {name for _, name in found} == {person if person in in_office else None}


def of_flavour(name: str, talks: int, misses: list[str]) -> Tally:
    """What is found in some talks of one flavour."""
    tallies = []
    for number in range(talks):
        chance = random.Random(f"{name} {number}")
        turns = talk(chance, typed=name not in CAPTIONS)
        written = (CAPTIONS | CHATS | LOGS)[name](turns, chance)
        tallies.append(compared(written, offices(turns), misses))
    return _sum(tallies)


def _sum(tallies: Sequence[Tally]) -> Tally:
    return Tally(*(sum(parts) for parts in zip(*map(astuple, tallies), strict=True)))


def _line(name: str, tally: Tally) -> str:
    words, lost, extra, aside, labelled, right = astuple(tally)
    share = wilson(right, labelled)
    line = f"{name:36}{words:8}{lost:6}{extra:6}{aside:6}{labelled:10}"
    return f"{line}  {share.rate:.4f} ({share.low:.4f}–{share.high:.4f})" if labelled else line


def real_files() -> None:
    """Print what becomes of the words of real files.

    Lost are words of lines that were read, but times and the names of speakers; in captions that
    show words again they cannot be told so. JSON is left out: its words are no words of a text.
    """
    files = [
        path
        for kind in ("vtt", "srt", "chat")
        for path in sorted(SAMPLES.glob(f"{kind}/*"))
        if path.suffix != ".json"
    ]
    print(f"\n{'real files':52}{'words':>8}{'lost':>6}{'extra':>6}")
    if not files:
        print(f"none: {SAMPLES.parent.name}/{SAMPLES.name} is not beside the repository")
    for path in files:
        ending = "chat" if path.parent.name == "chat" else path.suffix.removeprefix(".")
        try:
            document, spoken = read(path.read_bytes(), ending, Offices.of(empty_record()))
        except UnreadableError as error:
            print(f"{path.name:52}{error}")
            continue
        used = [one for one in spoken.uses if one.use is Use.USED]
        lines = (line for one in used for line in document.lines[one.line_start - 1 : one.line_end])
        stood, said = _words(lines), _words(one.text for one in spoken.utterances)
        names = _words(one.speaker or "" for one in spoken.utterances)
        lost = sum(many for word, many in (stood - said).items() if word not in names)
        shown = "-" if "rolling" in document.format else lost
        print(f"{path.name:52}{said.total():8}{shown:>6}{(said - stood).total():6}")


def _words(texts: Iterable[str]) -> Counter[str]:
    """The words of texts without markup; a word has a letter."""
    bare = " ".join(_AROUND.sub(" ", _TAGS.sub(" ", text)) for text in texts)
    return Counter(re.findall(r"[^\W\d_]+", bare))


def main() -> int:
    """Print a line a flavour, then a line a real file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--talks", type=int, default=20)
    parser.add_argument("--only", default="", help="a part of a flavour's name")
    parser.add_argument("--misses", action="store_true")
    arguments = parser.parse_args()
    columns = f"{'words':>8}{'lost':>6}{'extra':>6}{'aside':>6}{'labelled':>10}"
    print(f"{'flavour':36}{columns}  speaker right")
    tallies = []
    for name in (one for one in CAPTIONS | CHATS | LOGS if arguments.only in one):
        misses: list[str] = []
        tallies.append(of_flavour(name, arguments.talks, misses))
        print(_line(name, tallies[-1]))
        if arguments.misses:
            print(*(f"    {miss}" for miss in dict.fromkeys(misses)), sep="\n", end="")
    print(_line("all", _sum(tallies)))
    real_files()
    return 0


if __name__ == "__main__":
    sys.exit(main())
