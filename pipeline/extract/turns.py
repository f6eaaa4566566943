"""The heads of turns, in all forms: labels, bold names, names beside a time."""

import re
from dataclasses import replace

from pipeline.extract.labels import Label, read_label
from pipeline.extract.names import is_name, without_degrees, without_honorific
from pipeline.extract.posts import is_post, read_post
from pipeline.extract.words import words
from pipeline.readers.document import Block, BlockKind
from pipeline.readers.traced import Traced

_TIME = (
    r"[\[(]?(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
    r"(?:\s?(?:[AaPp]\.?[Mm]\.?)(?!\w))?+[\])]?"
)
_IN_WORDS = r"(?:\d{1,2}\s?h\s?)?\d{1,2}\s?m\s?\d{1,2}\s?s"  # `1h 56m 50s`
_ONLY_TIME = re.compile(
    rf"[^\w\[(]*(?:(?:watch|listen|video|recording|clip|from|at|starts?)\b\W{{0,3}}){{0,3}}"
    rf"(?:(?:{_TIME}|{_IN_WORDS})\W*)+",
    re.IGNORECASE,
)
_LONGEST_HEAD = 120
_LONGEST_TIME = 30  # characters, with what stands around it
_AT_USER = re.compile(r"(?P<label>@[^\W_][\w.-]{0,37}[^\W_])\s?[:：]\s+(?=\S)")
_IN_BRACKETS = re.compile(r"\[(?P<name>[^\[\]:\n]{2,60})\]\s?[:：]\s+(?=\S)")
_POSTER = re.compile(r"(?:@|/?u/)?[\w.-]{2,40}|\[[^\[\]\d]{3,20}\]")
_POSTED = re.compile(
    r"(?:\s*(?:\([^()\n]{1,40}\)|\[[^\[\]\n]{1,40}\])){0,2}\s*"
    r"(?:(?P<ends>[:：](?=\s|$))\s*|(?P<day>[-–—•·|,]\s*[^.?!:]{0,30}\d[^.?!\n]{0,30})$)"
)
_LEADING_TIME = re.compile(rf"{_TIME}\s*(?:[-–—]\s*)?(?=\S)")
# the number by which a question is filed: `[PQ 4411] Ana Lima: …`
_LEADING_REFERENCE = re.compile(
    r"[\[(](?:[A-Z]{1,5}\d?[ /-]?)?#?\d{2,6}(?:[/-]\d{2,4})?[\])]\s+(?=\S)"
)
_TRAILING_TIME = re.compile(rf"\s*[-–—:(\[]*\s*{_TIME}\s*:?\s*$")


def read_turn(block: Block) -> tuple[Label, Traced] | None:
    """The speaker's label at the head of a block and what is said behind it.

    Nothing may be said behind it: `**Ana Lima**`, `Ana Lima: 00:04:26` and
    `[05:41] - **Ana Lima**`, `Ana Lima – 00:04:26:` stand on lines of their own, the words on the
    next.
    """
    text = block.text
    if post := read_post(text):
        return post
    before = _LEADING_TIME.match(text.text) or _LEADING_REFERENCE.match(text.text)
    time = before if before and before.re is _LEADING_TIME else None
    head = text.cut(before.end()) if before else text
    said = _unnamed(head) or _unheard(head) or _bracketed(head) or _user(head)
    labelled = said or read_label(head) or _posted(head, block, text)
    if labelled:
        label, rest = labelled
        label = replace(label, posts=True) if label.names and is_post(text.text) else label
        return label, rest.cut(len(rest.text)) if is_time(rest.text) else rest
    return (
        _timed_bold(block, before)
        or _unsure(block)
        or _standing_alone(head, block, timed=time is not None)
    )


def _timed_bold(block: Block, before: re.Match[str] | None) -> tuple[Label, Traced] | None:
    """A name in bold behind a time, and what is said: `0:41.3 **Ana Lima** We do.`."""
    start = before.end() if before else 0
    end = next((last for first, last in block.strong if start and first == start), 0)
    name = block.text.text[start:end].strip()
    return (Label(name, (name,)), block.text.cut(end)) if end and is_name(name) else None


def _unheard(head: Traced) -> tuple[Label, Traced] | None:
    """That somebody asks what nobody could write down: `Audience member asks a question.`."""
    found = words().unheard_question.fullmatch(head.text)
    return (Label(found["who"], (), asks=True), head.cut(found.end("who"))) if found else None


def _bracketed(head: Traced) -> tuple[Label, Traced] | None:
    """A name in brackets before what is said: `[Ana Lima]: We do.`."""
    found = _IN_BRACKETS.match(head.text)
    if found is None or not is_name(found["name"]):
        return None
    return Label(found["name"], (found["name"],)), head.cut(found.end())


def _user(head: Traced) -> tuple[Label, Traced] | None:
    """The name of a user before what they say: `@ana-lima: We do.`."""
    found = _AT_USER.match(head.text)
    if found is None:
        return None
    return Label(found["label"], (found["label"][1:],)), head.cut(found.end())


def _standing_alone(head: Traced, block: Block, *, timed: bool) -> tuple[Label, Traced] | None:
    """A name that has a line to itself, in bold or beside a time."""
    if len(head.text) > _LONGEST_HEAD:
        return None
    may_be_timed = ":" in head.text[-_LONGEST_TIME:]
    alone = _TRAILING_TIME.sub("", head.text) if may_be_timed else head.text
    in_bold = any(end - start >= len(alone) for start, end in block.strong)
    if in_bold or timed or alone != head.text:
        nothing = head.cut(len(head.text))
        if words().unnamed_speakers.fullmatch(alone):
            return Label(alone, ()), nothing
        if is_name(name := without_degrees(alone)):
            return Label(alone, (name,)), nothing
    return None


def _posted(head: Traced, block: Block, whole: Traced) -> tuple[Label, Traced] | None:
    """A name in bold with what pages of posts print behind it, and what was posted.

    `**ana_l** (41 points): …`, `**Ana Lima** [OP]: …`, `**Ana Lima** (staff) — 6 May 2031, 09:20`;
    the name may be a user's, written small.
    """
    bold = next((end for start, end in block.strong if start == 0), 0) if head is whole else 0
    name = head.text[:bold].rstrip(" :：")
    known_word = name.casefold() in words().not_names
    if known_word or not (_POSTER.fullmatch(name) or is_name(name)):
        return None
    behind = _POSTED.match(head.text, len(name))
    if behind is None or not (behind["ends"] or (behind["day"] and behind.end() == len(head.text))):
        return None
    unnamed = name.startswith("[") or name.casefold() in words().title_nouns
    return Label(name, () if unnamed else (name.removeprefix("@"),), posts=True), head.cut(
        behind.end()
    )


# as note takers write whom they know: `- ana: we do`
_SMALL = re.compile(
    r"(?:(?P<name>[a-z][\w|`^-]{1,15}):|[\[(](?P<within>[a-z][\w|`^-]{1,15})[\])]"
    r"|[\[(](?P<first>[A-Z][a-z][\w-]{1,15})[\])])\s+(?=\S)"
)
_DASHED = re.compile(r"(?P<name>[^\s–—:.?!-][^–—:.?!]{0,40}?)\s+[-–—]\s+(?=\S)")


def _unsure(block: Block) -> tuple[Label, Traced] | None:
    """A name that a dash sets apart, or bold print by a full stop; a small one by a colon, too.

    `- Ana – We do.`, `[ana] We do.`, `[Ana] We do.`, `(ana) …`, `**Ana.** We do.`, `ana: we do`
    """
    text = block.text
    small = _SMALL.match(text.text) if block.kind is not BlockKind.HEADING else None
    name = (small["name"] or small["within"] or small["first"]) if small else ""
    if small and name.casefold() not in words().not_names:
        return Label(name, (name,), unsure=True), text.cut(small.end())
    bold = next((end for start, end in block.strong if start == 0), 0)
    name, end = text.text[:bold].strip(), bold
    if not name.endswith("."):
        dashed = _DASHED.match(text.text) if block.kind is not BlockKind.HEADING else None
        name, end = (dashed["name"], dashed.end()) if dashed else ("", 0)
    rest = text.cut(end)
    name = without_honorific(name.rstrip("."))
    sure = not rest or is_time(rest.text)
    return None if sure or not is_name(name) else (Label(name, (name,), unsure=True), rest)


def is_time(text: str) -> bool:
    """Whether a text is a time of the recording and nothing else."""
    return len(text) <= _LONGEST_HEAD and _ONLY_TIME.fullmatch(text) is not None


def begins_with_time(text: str) -> bool:
    """Whether a text is said from a time of the recording on: `[58:13] Outro`."""
    return _LEADING_TIME.match(text) is not None


def _unnamed(text: Traced) -> tuple[Label, Traced] | None:
    """A label that says that somebody asks or speaks, but not who."""
    match = re.match(
        r"(?:\[(?P<in>[^\[\]\n]{1,40})\]\s*[:：]?|(?P<said>[^:：\n]{1,40}?)\s*[:：])\s*", text.text
    )
    if match is None:
        return None
    said = match["in"] or match["said"]
    speaks = words().unnamed_speakers.fullmatch(said) is not None
    bare = re.sub(r"\s*(?:\([^()]*\)|#?\d{1,2})$", "", said)
    asks = (said if speaks else bare).casefold() in words().asker_labels
    if asks or speaks:
        return Label(said, (), asks=asks), text.cut(match.end())
    return None
