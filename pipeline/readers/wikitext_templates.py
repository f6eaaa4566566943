"""Templates: those whose text is the page's text are opened, the others hidden."""

import re
from collections.abc import Iterator, Sequence

from pipeline.readers.wikitext_edits import BREAK, GONE, Edit
from pipeline.readers.wikitext_names import names

RULE = "template"

_KEY = re.compile(r"\s*+(?P<key>\w[\w -]{0,39}?)\s*+=")
_LONGEST_NAME = 255
_COMMENT = re.compile("<!--.*?-->", re.DOTALL)
_NAMESPACE = re.compile(r"^(?:template|msg|subst|safesubst)\s*:", re.IGNORECASE)


def open_template(text: str, start: int, end: int, pipes: Sequence[int]) -> Iterator[Edit]:
    """The edits for the template from `start` up to `end`, with its own `|` at `pipes`."""
    shown = _shown(_name(text[start + 2 : pipes[0] if pipes else start + 2]), len(pipes))
    parts = tuple(zip(pipes, (*pipes[1:], end - 2), strict=True)) if pipes else ()
    keys = [_KEY.match(text, pipe + 1, stop) for pipe, stop in parts]
    called = [key["key"].casefold() if key else "" for key in keys]
    answered = not (names().questions.isdisjoint(called) or names().answers.isdisjoint(called))
    if not shown and not answered:
        yield Edit(start, end, RULE, _gap(text, start, end))
        return
    yield Edit(start, pipes[0], RULE)
    for number, ((pipe, stop), key, named) in enumerate(zip(parts, keys, called, strict=True)):
        if answered and key and named in names().questions | names().answers:
            yield Edit(pipe, key.end(), RULE, f"{BREAK}{key['key']}:")
        elif number not in shown or (named and not _is_text(named)):
            yield Edit(pipe, stop, RULE)
        else:
            apart = BREAK if named.isalpha() else " "
            yield Edit(pipe, key.end() if key else pipe + 1, RULE, apart if number else "")
    yield Edit(end - 2, end, RULE)


def _name(written: str) -> str:
    """The name of a template, in one spelling."""
    if len(written) > _LONGEST_NAME:
        return ""
    bare = _NAMESPACE.sub("", _COMMENT.sub("", written.replace(GONE, "")).strip())
    return re.sub(r"[\s_]+", "_", bare.strip().casefold())


def _shown(name: str, count: int) -> range:
    """The numbers of the parameters that are text, of `count`."""
    if name in names().all_shown:
        return range(count)
    if name in names().first_shown:
        return range(min(count, 1))
    return range(max(count - 1, 0), count) if name in names().last_shown else range(0)


def _is_text(parameter: str) -> bool:
    return parameter.isdecimal() or parameter in names().parameters


def _gap(text: str, start: int, end: int) -> str:
    """A space where the words around what is hidden would become one."""
    return (
        " " if text[max(start - 1, 0) : start].isalnum() and text[end : end + 1].isalnum() else ""
    )
