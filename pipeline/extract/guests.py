"""Who answers, where the header introduces nobody who does, but the record itself shows it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from pipeline.extract.askers import signed_name
from pipeline.extract.greetings import greeted, greeted_in_full, self_introduced
from pipeline.extract.header import Header
from pipeline.extract.introductions import Introduction, introductions
from pipeline.extract.layouts import Section
from pipeline.extract.names import is_name, is_title
from pipeline.extract.roster import Roster
from pipeline.extract.words import words
from pipeline.readers.document import Block, BlockKind
from pipeline.readers.traced import Traced
from schemas.words import Role

_LONGEST_CREDIT = 160  # characters of a line over a talk that says whose it is, when or where
_SEVERAL = 2
_NAMED_BEHIND = re.compile(r"\S\s\((?P<name>[^()]{5,40})\)$")
_TEAM = re.compile(r"(?:[A-Z]\S*\s){1,4}Team")
_LINK = re.compile(r"(?:[^:\n]{2,40}:\s*)?<?https?://\S+>?")


def with_guests(
    header: Header, before: Sequence[Block], behind: Sequence[Block], common_words: frozenset[str]
) -> Header:
    """The header with whom the blocks `before` and `behind` its end show to answer.

    Whoever has a line of the header to themselves, and stands in the title, or over a talk, beside
    a link to it; says their name in the first reply under a heading (`Hi, I'm Ana!`), is the whole
    title and greeted (`Hi Ana, …`), or is greeted in full with the first words. A team may be the
    whole title: `Pilots Team`.
    """
    if any(one.role is Role.RESPONDENT for one in header.introductions):
        return header
    found = tuple(_credited(before, header.title, common_words))
    said = (one for block in behind for one in (block.text.text, *_targets(block)))
    found = found or (tuple(greeted(header.title, said, common_words)) if header.title else ())
    under = behind[1] if len(behind) > 1 and behind[0].kind is BlockKind.HEADING else None
    if under is not None and under.kind is BlockKind.PARAGRAPH:
        found = found or tuple(self_introduced(under.text, header.text))
    found = found or tuple(one for block in behind[:1] for one in greeted_in_full(block.text))
    found = found or (tuple(_team(header.title)) if header.title else ())
    return replace(header, introductions=(*header.introductions, *found))


def _team(title: Traced) -> Iterator[Introduction]:
    if _TEAM.fullmatch(title.text):
        yield Introduction(title.text, Role.RESPONDENT, None, None, title)


def _targets(block: Block) -> Iterator[str]:
    return (link.target for link in block.links)


def _credited(
    blocks: Sequence[Block], title: Traced | None, common_words: frozenset[str]
) -> Iterator[Introduction]:
    """Whom lines name that say nothing else, no word of which is a common one."""
    opening = [block for block in blocks if block.kind is BlockKind.PARAGRAPH]
    over = list(takewhile(lambda block: len(block.text.text) <= _LONGEST_CREDIT, opening))
    linked = any(_LINK.fullmatch(block.text.text) for block in over)
    for block in opening:
        name = signed_name(block.text.text)
        known = (linked and block in over) or (title and name and name in title.text)
        if name and " " in name and known and common_words.isdisjoint(name.casefold().split()):
            yield Introduction(name, Role.RESPONDENT, None, None, block.text)


def _in_post(heading: Traced) -> Iterator[Introduction]:
    """Whoever a heading names with their post and nothing else: `Ana Lima, Chief Pilot, Quay`."""
    name, _, post = heading.text.partition(", ")
    held = post.split(",")[0]
    if " " in name and is_name(name) and is_title(held) and "?" not in post:
        yield Introduction(name, Role.RESPONDENT, held, None, heading)


def _in_brackets(heading: Traced) -> Iterator[Introduction]:
    """Whose part it is that a heading is over: `Mud flats (Ana Lima)`."""
    found = _NAMED_BEHIND.search(heading.text)
    if found and " " in found["name"] and is_name(found["name"]):
        yield Introduction(found["name"], Role.RESPONDENT, None, None, heading)


def under_heading(roster: Roster, section: Section, asked: int, *, alike: bool) -> Roster:
    """The roster with the guest whom a section's own heading introduces: `Q&A with Ana Lima`.

    So does the name of whoever holds a post (`Ana Lima, Pilot`), or in brackets, over several
    questions `asked`: it may be who put a single one. Any name does on a page of candidates, and
    over questions of which most are `alike` in several sections.
    """
    over = [one.text for one in (section.parent, section.heading) if one]
    found = (one for text in over for one in introductions(text))
    guests = tuple(one for one in found if one.role is Role.RESPONDENT)
    if not guests and asked >= _SEVERAL:
        guests = tuple(one for text in over for one in (*_in_post(text), *_in_brackets(text)))
    several = alike and asked >= _SEVERAL
    if not guests and (several or words().candidates.search(roster.titled)):
        guests = tuple(
            Introduction(name, Role.RESPONDENT, None, None, text)
            for text in over
            if (name := signed_name(text.text)) and " " in name
        )
    return replace(roster, introductions=guests) if guests else roster
