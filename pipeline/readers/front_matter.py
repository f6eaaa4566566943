"""The YAML between two lines of `---` before a page's text."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any

import yaml

from pipeline.readers.document import Field
from pipeline.readers.markdown_content import Content
from pipeline.readers.markdown_inline import read_lines
from pipeline.readers.markdown_lines import TextLine
from pipeline.readers.traced import Traced

_MOST_LINES = 1_000
_MOST_CHARACTERS = 16_384
_DEEPEST = 50
_DEPTH = {"[": 1, "{": 1, "]": -1, "}": -1}
_LIKE_YAML = re.compile(r"\s*$|\s*#|\s+\S|-\s|[\w\"'][^:]{0,60}:(?:\s|$)")


def read_front_matter(lines: Sequence[str]) -> tuple[tuple[Field, ...], int]:
    """The fields of the front matter, and how many lines it takes: 0 where there is none.

    Lines between two rules are front matter where they are a mapping without a key twice, or
    broken YAML of which every line looks like some; of that, the fields are those that can be
    read by themselves. Every value of a list or mapping is a value of the field; Markdown in a
    value is read.
    """
    end = _end(lines)
    if end is None:
        return (), 0
    inside = lines[1:end]
    try:
        node = _composed("\n".join(inside))
    except (yaml.YAMLError, RecursionError):
        if not all(map(_LIKE_YAML.match, inside)):
            return (), 0
        return tuple(_whole_fields(lines, end)), end + 1
    if node is None:
        return (), end + 1 if any(map(str.strip, inside)) else 0
    if not _is_plain_mapping(node):
        return (), 0
    return tuple(_field(key, value, lines) for key, value in node.value), end + 1


def _composed(text: str) -> yaml.Node | None:
    """The text as YAML; what is nested deeper than any page's fields is not even tried.

    Raises:
        yaml.YAMLError: it is no YAML.
    """
    depths = accumulate(_DEPTH.get(char, 0) for char in text)
    if max(depths, default=0) > _DEEPEST:
        raise yaml.YAMLError("nested too deep")
    return yaml.compose(text, yaml.SafeLoader)


def _is_plain_mapping(node: yaml.Node) -> bool:
    """Whether a node is a mapping from words, none of them twice."""
    if not isinstance(node, yaml.MappingNode):
        return False
    names = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
    return len(set(names)) == len(node.value)


def _whole_fields(lines: Sequence[str], end: int) -> Iterator[Field]:
    """The fields of broken YAML, line ranges from one key to the next, that are sound."""
    starts = [at for at in range(1, end) if re.match(r"[\w\"']", lines[at])]
    for start, after in zip(starts, [*starts, end][1:], strict=True):
        # blank lines above keep the marks' line numbers those of the file
        alone = "\n" * (start - 1) + "\n".join(lines[start:after])
        try:
            node = _composed(alone)
        except (yaml.YAMLError, RecursionError):
            continue
        if node is not None and _is_plain_mapping(node):
            yield from (_field(key, value, lines) for key, value in node.value)


def _end(lines: Sequence[str]) -> int | None:
    """The index of the line that closes the front matter."""
    if not lines or lines[0].rstrip() != "---":
        return None
    length = 0
    for index, line in enumerate(lines[1:_MOST_LINES], start=1):
        if line.rstrip() in {"---", "..."}:
            return index
        length += len(line) + 1
        if length > _MOST_CHARACTERS:
            break
    return None


def _field(key: yaml.ScalarNode, node: yaml.Node, lines: Sequence[str]) -> Field:
    values = tuple(value for scalar in _scalars(node, set()) if (value := _value(scalar, lines)))
    first = _line(key.start_mark)
    last = max([first, *(value.place().line_end for value in values)])
    return Field(key.value, values, first, last)


def _scalars(node: yaml.Node, seen: set[int]) -> Iterator[yaml.ScalarNode]:
    """The scalars of a node in order; what aliases repeat comes once."""
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from _scalars(value, seen)
    else:
        for value in node.value:
            yield from _scalars(value, seen)


def _value(node: yaml.ScalarNode, lines: Sequence[str]) -> Traced | None:
    if node.tag == "tag:yaml.org,2002:null":
        return None
    left_out: dict[str, Any] = {"left_out": {}}
    read = read_lines(_content(node, lines), left_out)
    return TextLine.join(read).text if read else None


def _content(node: yaml.ScalarNode, lines: Sequence[str]) -> Content:
    first, char = _line(node.start_mark), node.start_mark.column
    last = _line(node.end_mark) - (node.end_mark.column == 0)
    quote = node.style if node.style in {'"', "'"} else ""
    if node.style in {"|", ">"}:
        first, char = first + 1, 0
    elif first >= last:
        return Content(node.value, ((0, first, char + len(quote)),))
    pieces: list[str] = []
    places: list[tuple[int, int, int]] = []
    for number in range(first, last + 1):
        line = lines[number - 1]
        start = char + len(quote) if number == first else 0
        end = node.end_mark.column - len(quote) if number == _line(node.end_mark) else len(line)
        if piece := line[start:end].strip():
            offset = sum(map(len, pieces)) + len(pieces)
            places.append((offset, number, start + line[start:end].index(piece)))
            pieces.append(piece)
    return Content("\n".join(pieces), tuple(places) or ((0, first, char),))


def _line(mark: Any) -> int:
    return int(mark.line) + 2
