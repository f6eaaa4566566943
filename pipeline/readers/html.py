"""HTML: pages saved from a wiki or a content management system."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from pipeline.readers.document import (
    Block,
    BlockKind,
    Document,
    Field,
    LeftOut,
    UnreadableError,
)
from pipeline.readers.html_blocks import read_blocks
from pipeline.readers.html_charset import decode_page
from pipeline.readers.html_content import parse, sort_out
from pipeline.readers.html_office import without_list_marks
from pipeline.readers.html_source import scan
from pipeline.readers.html_tags import SETTINGS
from pipeline.readers.html_text import Places, read_text
from pipeline.readers.html_tokens import Source
from pipeline.readers.text import refuse_data, split_lines

_FEW_WORDS = 150  # in a page that says why there is nothing to read
_SHELL_WORDS = 3
_ERROR = re.compile(rf"\W*(?:{SETTINGS['error']})", re.IGNORECASE)
_NEEDS_SCRIPT = re.compile(r"\bjavascript\b", re.IGNORECASE)
_FIELDS: Mapping[str, str] = SETTINGS["fields"]


def read_html(data: bytes) -> Document:
    """Read the main content of a page.

    Headings h1 to h6 are headings, summaries those of the lowest level, and li are items, each
    at the depth of its lists; everything else is paragraphs: they end at block elements, table
    cells, terms and descriptions of a definition list (whose depth is that of the list, 1 for
    the outermost), line breaks, and where a new line of the source begins with what looks
    like a label. Preformatted text is read line by line, a bulleted line being an item. Blank
    lines are those that a reader of the page sees: line breaks and blank lines of preformatted
    text, not those between tags.

    Elements nested more than 256 deep are flattened: their text is read, and each still ends a
    block, but neither lists nor what they would leave out count.

    Raises:
        UnreadableError: the bytes are no text, no page with text of its own, or a line is
            longer than 1 MiB.
    """
    text, encoding = decode_page(data)
    lines = split_lines(text)
    refuse_data(lines, "a page")
    text = without_list_marks("\n".join(lines))
    source = scan(text)
    if not source.is_html:
        raise UnreadableError("seems to hold no HTML; expected a page")
    places = Places(lines)
    rules = sort_out(source, elements := parse(source), text)
    blocks = tuple(read_blocks(source, elements, rules, text, places))
    fields = tuple(_fields(source, text, places))
    _refuse_other_pages(source, blocks, fields)
    left_out = tuple(_left_out(source, rules, text, lines, places, (*blocks, *fields)))
    return Document("html", encoding, lines, blocks, fields, left_out)


def _fields(source: Source, text: str, places: Places) -> Iterator[Field]:
    spans = [("title", source.title)] if source.title else []
    for meta, content in source.metas:
        said = meta.attributes
        name = said.get("name") or said.get("property") or said.get("itemprop") or ""
        if name.casefold() in _FIELDS and content:
            spans.append((_FIELDS[name.casefold()], content))
    for name, span in spans:
        value = read_text(text, *span, places)
        if value:
            place = value.place()
            yield Field(name, (value,), place.line_start, place.line_end)


def _refuse_other_pages(source: Source, blocks: Sequence[Block], fields: Sequence[Field]) -> None:
    """Raise where a page holds hardly any text, and why."""
    words = sum(len(block.text.text.split()) for block in blocks)
    headings = [block.text.text for block in blocks if block.kind is BlockKind.HEADING]
    headings += [field.values[0].text for field in fields if field.name == "title"]
    needs_script = any(_NEEDS_SCRIPT.search(block.text.text) for block in blocks)
    expected = "expected a page of notes"
    if words <= _FEW_WORDS and source.asks_password:
        raise UnreadableError(f"seems to be a login page; {expected}")
    if words <= _FEW_WORDS and any(_ERROR.match(heading) for heading in headings):
        raise UnreadableError(f"seems to be an error page; {expected}")
    if source.has_script and (words <= _SHELL_WORDS or (words <= _FEW_WORDS and needs_script)):
        raise UnreadableError(
            f"seems to be a page that needs JavaScript to show its text; {expected}"
        )
    if not words:
        raise UnreadableError(f"seems to be a page without text; {expected}")


def _left_out(
    source: Source,
    rules: Sequence[str | None],
    text: str,
    lines: Sequence[str],
    places: Places,
    read: Sequence[Block | Field],
) -> Iterator[LeftOut]:
    """The lines that hold nothing that was read, by the rule that left their text out.

    Where nothing but tags stands in a line, it is markup.
    """
    held = bytearray(len(lines) + 1)
    for one in read:
        for line in range(one.line_start, one.line_end + 1):
            held[line] = 1
    spans = [
        (token.start, token.end, rule)
        for token, rule in zip(source.tokens, rules, strict=True)
        if rule and text[token.start : token.end].strip()
    ]
    rule_of_line: dict[int, str] = {}
    for start, end, rule in (*spans, *source.left_out):
        for line in range(places.line(start), places.line(max(start, end - 1)) + 1):
            rule_of_line.setdefault(line, rule)
    wanted = (
        (line, rule_of_line.get(line, "markup"))
        for line, said in enumerate(lines, start=1)
        if said.strip() and not held[line]
    )
    for rule, run in _runs(wanted):
        yield LeftOut(run[0], run[-1], rule)


def _runs(numbered: Iterable[tuple[int, str]]) -> Iterator[tuple[str, list[int]]]:
    """Neighbouring numbers that go with the same word."""
    # in a run the distance between a number and its place in the run stays the same
    for (rule, _), run in groupby(
        enumerate(numbered), key=lambda entry: (entry[1][1], entry[1][0] - entry[0])
    ):
        yield rule, [number for _, (number, _) in run]
