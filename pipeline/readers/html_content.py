"""Which part of a page is its content, and by which rule the rest is not."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from selectolax.lexbor import LexborHTMLParser

from pipeline.readers.html_rules import rule_of, rule_of_link
from pipeline.readers.html_tags import HEADINGS, INLINE, Tag
from pipeline.readers.html_tokens import Source, TokenKind

_PAGE_TITLES = frozenset({"firstheading", "entry-title", "page-title", "post-title"})
_LINE = 200  # characters; what is left out within a line is never longer
_WIKI = frozenset({"mw-content-text"})
# content by what the tag says, from wide to narrow, and how much of the wider it must hold
_NARROWER = (
    (frozenset({"main"}), frozenset[str](), 0.0),
    (frozenset[str](), _WIKI, 0.0),
    (frozenset[str](), frozenset({"mw-parser-output"}), 0.5),
    (frozenset({"article"}), frozenset[str](), 0.5),
    (
        frozenset[str](),
        frozenset({"article-body", "entry-content", "page-content", "post-content"}),
        0.5,
    ),
)


@dataclass(slots=True)
class Element:
    """An element of the tree: its tokens from `start` up to `end`; `parent` is -1 at the top."""

    tag: Tag
    parent: int
    start: int
    end: int


def parse(source: Source) -> list[Element]:
    """The elements of a page, each before those in it, as an HTML parser nests them."""
    elements: list[Element] = []
    body = LexborHTMLParser(source.skeleton).body
    if body is None:
        return elements
    path = [(body.mem_id, -1)]  # the open elements
    seen = 0
    for node in body.traverse(include_text=True):
        if node.mem_id == body.mem_id or node.parent is None:
            continue
        while path[-1][0] != node.parent.mem_id:
            elements[path.pop()[1]].end = seen
        if node.is_text_node:
            seen = int((node.text_content or "").split()[-1])
        else:
            tag = source.tags[int(node.attributes["t"] or 0)]
            elements.append(Element(tag, path[-1][1], seen, seen))
            path.append((node.mem_id, len(elements) - 1))
    for _, element in path[1:]:
        elements[element].end = seen
    return elements


def sort_out(source: Source, elements: Sequence[Element], text: str) -> list[str | None]:
    """For each token the rule by which it is left out; None for what is content."""
    rules: list[str | None] = [None] * len(source.tokens)
    page = _Page(source, elements, text)
    ruled = page.ruled()
    for element, rule in zip(elements, ruled, strict=True):
        if rule and (element.parent < 0 or not ruled[element.parent]):
            rules[element.start : element.end] = [rule] * (element.end - element.start)
    root = page.root(rules)
    title = page.title(root, ruled)
    for i, rule in enumerate(rules):
        inside = root.start <= i < root.end or (title and title.start <= i < title.end)
        rules[i] = rule if rule or inside else "outside_content"
    return rules


class _Page:
    """The elements of a page with the lengths of their texts."""

    def __init__(self, source: Source, elements: Sequence[Element], text: str) -> None:
        self.source = source
        self.elements = elements
        self.text = text
        self.lengths = [
            len(text[token.start : token.end].strip()) if token.kind is TokenKind.TEXT else 0
            for token in source.tokens
        ]
        self.totals = [0, *accumulate(self.lengths)]

    def ruled(self) -> list[str | None]:
        """For each element the rule that leaves it out, its own or that of one around it."""
        holding = self._holding_content()
        found: list[str | None] = []
        for i, element in enumerate(self.elements):
            above = found[element.parent] if element.parent >= 0 else None
            found.append(above or (None if i in holding else self._own_rule(element)))
        return found

    def root(self, rules: Sequence[str | None]) -> Element:
        """The narrowest element that holds the content."""
        kept = [0, *accumulate(0 if r else n for r, n in zip(rules, self.lengths, strict=True))]

        def weight(element: Element) -> int:
            return kept[element.end] - kept[element.start]

        root = Element(Tag("body", {}), -1, 0, len(rules))
        for names, marks, share in _NARROWER:
            inside = [
                element
                for element in self.elements
                if (element.tag.name in names or _is_main(element.tag, names, marks))
                and root.start <= element.start <= element.end <= root.end
            ]
            largest = max(inside, key=weight, default=root)
            if weight(largest) > share * weight(root):
                root = largest
        return root

    def title(self, root: Element, ruled: Sequence[str | None]) -> Element | None:
        """The page's title where it stands above the content, without one of its own."""
        headings = [
            element
            for element, rule in zip(self.elements, ruled, strict=True)
            if not rule and element.tag.name in HEADINGS and "site-title" not in element.tag.marks
        ]
        above = [element for element in headings if element.end <= root.start]
        named = [element for element in above if not _PAGE_TITLES.isdisjoint(element.tag.marks)]
        if named:
            return named[-1]
        first = [element for element in above if element.tag.name == "h1"]
        if any(root.start <= h.start < root.end and h.tag.name == "h1" for h in headings):
            return None
        return first[-1] if first else None

    def _holding_content(self) -> frozenset[int]:
        """The elements that the main content lies in, which no rule leaves out."""
        found: set[int] = set()
        for i, element in enumerate(self.elements):
            if _is_main(element.tag, frozenset({"main"}), _WIKI):
                at = i
                while at >= 0 and at not in found:
                    found.add(at)
                    at = self.elements[at].parent
        return frozenset(found)

    def _own_rule(self, element: Element) -> str | None:
        tag = element.tag
        above = self.elements[element.parent].tag.name if element.parent >= 0 else ""
        if tag.name in INLINE and self._length(element) > _LINE:
            return None  # its end tag is missing
        if tag.name == "form":
            return "form" if self._length(element) * 2 < self.totals[-1] else rule_of(tag)
        if tag.name == "button" and (above in HEADINGS or "aria-expanded" in tag.attributes):
            return None
        if tag.name == "footer" and above == "blockquote":
            return None
        if tag.name == "a":
            in_heading = above in HEADINGS
            return rule_of(tag) or rule_of_link(tag, self._read(element), in_heading=in_heading)
        return rule_of(tag)

    def _length(self, element: Element) -> int:
        return self.totals[element.end] - self.totals[element.start]

    def _read(self, element: Element) -> str:
        tokens = self.source.tokens[element.start : element.end]
        return "".join(self.text[token.start : token.end] for token in tokens).strip()


def _is_main(tag: Tag, names: frozenset[str], marks: frozenset[str]) -> bool:
    role = tag.attributes.get("role", "").casefold() == "main"
    return (
        tag.name in names
        or (role and "main" in names)
        or (bool(marks) and not marks.isdisjoint(tag.marks))
    )
