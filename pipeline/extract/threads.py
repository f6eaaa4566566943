"""Pages on which people sign what they post: which posts ask, and what replies to them."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.extract.asking import asks_anyhow, ends_asking
from pipeline.extract.unit import Unit
from pipeline.extract.words import words
from pipeline.readers.document import BlockKind


@dataclass(frozen=True, slots=True)
class _Post:
    """What somebody signs: the units from the last post, or a heading, to the signature."""

    at: int
    units: tuple[Unit, ...]

    @property
    def who(self) -> str | None:
        return self.units[-1].signed

    @property
    def is_reply(self) -> bool:
        return self.units[0].block.kind is BlockKind.ITEM

    @property
    def depth(self) -> int:
        return self.units[0].block.depth

    @property
    def asks(self) -> bool:
        return any(map(asks_anyhow, self.units))

    @property
    def has_mark(self) -> bool:
        return any("?" in unit.text.text for unit in self.units)


def has_thread(units: Sequence[Unit]) -> bool:
    """Whether somebody replies in a list to a post that stands in none."""
    posts = list(_posts(units))
    return any(_is_replied(posts, at) for at in range(len(posts)))


def opens_thread(units: Sequence[Unit]) -> Iterator[int]:
    """Posts that ask, and what who posted there asks among the replies.

    So does somebody else there whom one of those replies to who replied before. Without a question
    mark a post asks only where somebody replies. What nobody signs asks right over a signed reply.
    """
    for at, (unit, under) in enumerate(pairwise(units)):
        signed = under.signed is not None and under.block.kind is BlockKind.ITEM
        if unit.is_plain and signed and ends_asking(unit):
            yield at
    posts = [post for post in _posts(units) if not _is_delivered(post)]
    posting: set[str | None] = set()
    replied: set[str | None] = set()
    for at, post in enumerate(posts):
        if post.is_reply:
            again = post.who in posting or (
                post.who not in replied and _is_replied_below(posts, at, replied)
            )
            if again and post.has_mark:
                yield post.at
            else:
                replied.add(post.who)
            continue
        posting.add(post.who)
        if post.has_mark or (post.asks and _is_replied(posts, at)):
            yield post.at


def remarks_in_thread(asked: Sequence[Unit], replies: Sequence[Unit]) -> Iterator[Unit]:
    """What behind a question is no answer: whoever asked, what is below no reply to it, posts.

    To what is asked among the replies only what stands deeper replies.
    """
    asker = next((unit.signed for unit in reversed(asked) if unit.signed), None)
    opener, over = asked[0].block, False
    for post in _posts(replies):
        beside = opener.kind is BlockKind.ITEM and post.depth <= opener.depth
        over = over or beside or not post.is_reply
        if over or post.who == asker:
            yield from post.units


def _is_replied(posts: Sequence[_Post], at: int) -> bool:
    """Whether the next post is somebody else's, in a list, and no indented one's own list."""
    after = posts[at + 1] if at + 1 < len(posts) else None
    opens = not posts[at].is_reply and posts[at].depth == 0
    return bool(opens and after and after.is_reply and after.who != posts[at].who)


def _is_replied_below(posts: Sequence[_Post], at: int, by: Container[str | None]) -> bool:
    after = posts[at + 1] if at + 1 < len(posts) else None
    return bool(after and after.is_reply and after.depth > posts[at].depth and after.who in by)


def _is_delivered(post: _Post) -> bool:
    return (post.who or "").casefold() in words().delivering_users


def _posts(units: Sequence[Unit]) -> Iterator[_Post]:
    held: list[Unit] = []
    for at, unit in enumerate(units):
        if unit.is_heading:
            held = []
            continue
        listed = unit.block.kind is BlockKind.ITEM
        if held and unit.text and listed is not (held[0].block.kind is BlockKind.ITEM):
            held = []
        held.append(unit)
        if unit.signed:
            yield _Post(at + 1 - len(held), tuple(held))
            held = []
