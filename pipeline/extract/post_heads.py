"""Heads of posts and mails that stand on several lines: each becomes one block.

```
Ana Lima                From: Ana Lima
Keeper                  Date: Thu, 6 May 2031 10:14:00 +0000
— 06/05/2031 19:03      Subject: Locks
```
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from pipeline.extract.posts import is_moment, may_post, read_post
from pipeline.extract.words import words
from pipeline.readers.document import Block, BlockKind
from pipeline.readers.traced import Traced

_FEWEST = 3  # heads, of a page of posts
_MOST_LINES = 8  # of one head
_SEPARATOR = " · "
_NUMBER = re.compile(r"(?:Post )?#?\d{1,5}")
_ABOUT_POSTER = re.compile(
    r"(?:join(?:ed|\sdate)?|registered|member since|posts|messages|location|reputation|likes"
    r"|reaction score|thanks)\b\s?:?\s?.{1,40}|\d[\d,]{0,8} (?:posts|messages)",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"(?P<name>from|to|cc|subject|date|sent|message(?:-id)?|reply-to)\s?:\s+(?=\S)", re.IGNORECASE
)
_ADDRESS = re.compile(
    r"\s*[<\[(][^<>()\[\]\s]{1,80}@[^<>()\[\]\s]{1,80}[>\])]|^.{3,80}@\S+ \((?=.+\)$)"
)
_REPLY = re.compile(r"(?:(?:re|aw|sv|antw|rv|fwd?)(?:\[\d\])?\s?:\s*)+", re.IGNORECASE)


def with_heads_joined(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, of which those of one head are joined.

    What looks like a heading right under a head, or is the name in it, is no heading.
    """
    return tuple(_with_words(list(_of_posts(list(_of_mails(blocks))))))


def _with_words(blocks: Sequence[Block]) -> Iterator[Block]:
    name, under = "", False
    for block in blocks:
        said = block.text.text
        if block.kind is BlockKind.HEADING and not block.depth and (under or signs(said, name)):
            yield replace(block, kind=BlockKind.PARAGRAPH)
        else:
            yield block
        post = read_post(block.text)
        under = post is not None and not post[1]
        name = post[0].who if post else name


def signs(said: str, name: str) -> bool:
    """Whether a line is but a part of the name of whoever writes."""
    parts = said.rstrip(".,").split()
    return bool(parts) and set(parts) <= set(name.split())


def _of_mails(blocks: Sequence[Block]) -> Iterator[Block]:
    """A mail's head as a post's, behind its subject as a heading, unless that goes on."""
    subject = ""
    for _, run in groupby(blocks, key=lambda one: _FIELD.match(one.text.text) is not None):
        lines = list(run)
        named = ((_FIELD.match(one.text.text), one) for one in lines)
        fields = {found["name"].casefold(): one for found, one in named if found}
        sent = fields.get("date") or fields.get("sent")
        if "from" not in fields or sent is None:
            yield from lines
            continue
        about = fields.get("subject")
        if about:
            said = _value(about)
            bare = _REPLY.sub("", said.text, count=1).casefold()
            if bare != subject:
                yield replace(about, kind=BlockKind.HEADING, text=said, depth=2)
            subject = bare
        lines = [one for one in lines if one is not about]
        text = Traced.join((_sender(_value(fields["from"])), _value(sent)), _SEPARATOR)
        yield _head(lines, text)


def _value(field: Block) -> Traced:
    found = _FIELD.match(field.text.text)
    return field.text.cut(found.end() if found else 0)


def _sender(said: Traced) -> Traced:
    """The name of who sends, without the address."""
    address = _ADDRESS.search(said.text)
    if address is None:
        return said
    before, behind = said.cut(0, address.start()), said.cut(address.end())
    return before or behind.cut(0, len(behind.text) - 1) or said


def _of_posts(blocks: Sequence[Block]) -> Iterator[Block]:
    moments = [at for at, block in enumerate(blocks) if is_moment(block.text.text)]
    badges = _badges(blocks, moments) if len(moments) >= _FEWEST else frozenset()
    heads = [head for at in moments if (head := _around(blocks, at, badges))]
    if len(heads) < _FEWEST:
        yield from blocks
        return
    done = 0
    for first, last, said in heads:
        if first >= done:
            yield from blocks[done:first]
            yield _head(blocks[first : last + 1], Traced.join(said, _SEPARATOR))
            done = last + 1
    yield from blocks[done:]


def _head(lines: Sequence[Block], text: Traced) -> Block:
    first, last = min(one.line_start for one in lines), max(one.line_end for one in lines)
    kind = BlockKind.PARAGRAPH
    return Block(kind, text, first, last, lines[0].blank_before)


_Head = tuple[int, int, tuple[Traced, ...]]


def _around(blocks: Sequence[Block], at: int, badges: frozenset[str]) -> _Head | None:
    """Where the head begins and ends of which a block tells the moment, and what it says."""
    above = at - 1
    while above >= max(at - _MOST_LINES, 0) and _ABOUT_POSTER.fullmatch(blocks[above].text.text):
        above -= 1
    said = [block.text.text for block in blocks[max(above - 1, 0) : above + 1]]
    if said and may_post(said[-1]):
        has_badge = len(said) > 1 and said[-1] in badges and may_post(said[0])
        first = above - has_badge
        names = [block.text for block in blocks[first : above + 1]]
        first -= first > 0 and _NUMBER.fullmatch(blocks[first - 1].text.text) is not None
        return first, at, (*names, _moment(blocks[at]))
    return _below(blocks, at)


def _below(blocks: Sequence[Block], at: int) -> _Head | None:
    """A head whose name stands under its moment, and more about who posts under that."""
    if at + 2 >= len(blocks) or not may_post(blocks[at + 1].text.text):
        return None
    under = range(at + 2, min(at + _MOST_LINES, len(blocks)))
    about = [i for i in under if _ABOUT_POSTER.fullmatch(blocks[i].text.text)]
    if not about or about[0] > at + 3:
        return None
    names = [block.text for block in blocks[at + 1 : about[0]]]
    last = next(i for i in (*under, len(blocks)) if i > about[0] and i not in about) - 1
    first = at - (at > 0 and _NUMBER.fullmatch(blocks[at - 1].text.text) is not None)
    return first, last, (*names, _moment(blocks[at]))


def _moment(block: Block) -> Traced:
    lead = re.match(r"[—–·•|\s-]*", block.text.text)
    return block.text.cut(lead.end() if lead else 0)


def _badges(blocks: Sequence[Block], moments: Sequence[int]) -> frozenset[str]:
    """Lines between names and moments that are no names: known ranks, or one name's each time."""
    pairs: Counter[tuple[str, str]] = Counter()
    for at in moments:
        above = at - 1
        while above > 0 and _ABOUT_POSTER.fullmatch(blocks[above].text.text):
            above -= 1
        if above > 0:
            pairs[blocks[above - 1].text.text, blocks[above].text.text] += 1
    again = {badge for (name, badge), many in pairs.items() if many > 1 and may_post(name)}
    return frozenset(again | {badge for _, badge in pairs if _is_rank(badge)})


def _is_rank(text: str) -> bool:
    known = words()
    rules = (known.ranks, known.plain_ranks, known.moderating_ranks)
    return any(rule.fullmatch(text) for rule in rules)
