"""The templates, and how values are written in them."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from pipeline.site.content import Release, Target
from schemas.words import Word

#: Nothing is loaded but what lies beside the page, and nothing inline runs.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
PLACES = (
    ("sessions.html", "Sessions"),
    ("questions.html", "Questions"),
    ("topics.html", "Topics"),
    ("promises.html", "Open promises"),
    ("index.html#download", "Data"),
)
ASSETS = Path(__file__).parent / "assets"
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_UNITS = ("B", "kB", "MB", "GB", "TB")
_STEP = 1000


class Layout:
    """The templates of one site, all with the same facts about its release."""

    def __init__(self, release: Release, home: str | None) -> None:
        """`home` is the address at which the site will be published, where that is known."""
        self.home = home
        self._templates = Environment(
            loader=FileSystemLoader(Path(__file__).parent / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters.update(_FILTERS)
        self._templates.globals.update(policy=POLICY, places=PLACES, release=release, home=home)

    def page(self, path: str, template: str, **values: Any) -> tuple[str, bytes]:
        """The page at `path` below the site, from a template and what it names."""
        return self.page_at("../" * path.count("/"), path, template, **values)

    def page_at(self, root: str, path: str, template: str, **values: Any) -> tuple[str, bytes]:
        """The same, seen from elsewhere: `root` leads from there to the site's folder."""
        html = self._templates.get_template(template).render(root=root, here=path, **values)
        return path, html.encode()


def day_in_words(value: date) -> str:
    """A day as people write it, in no locale: 7 September 2022."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


@cache
def time_element(value: date) -> Markup:
    """A day in words, that programs can read, too."""
    told = day_in_words(value)
    return Markup(f'<time datetime="{value.isoformat()}">{told}</time>')  # noqa: S704


@cache
def word_element(value: Word, kind: str) -> Markup:
    """A word of a vocabulary as a quiet label, with its meaning beside it.

    Words of two vocabularies may be equal: the kind tells them apart.
    """
    label = Markup('<span class="word {} is-{}" title="{}">{}</span>')
    return label.format(kind, value.value, value.meaning, spoken(value))


def clock(ms: int) -> str:
    """A time in a recording: 4:05, or 1:04:05 beyond an hour."""
    minutes, seconds = divmod(ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def size(count: int) -> str:
    """A number of bytes in decimal units: 24.4 kB."""
    value, unit = float(count), _UNITS[0]
    for unit in _UNITS:  # noqa: B007
        if value < _STEP:
            break
        value /= _STEP
    return f"{count} B" if unit == _UNITS[0] else f"{value:.3g} {unit}"


def address(target: Target, root: str) -> str:
    """The address of a row, seen from a page that is `root` away from the site's folder."""
    return f"{root}sessions/{quote(target.session_id)}.html#{quote(target.anchor)}"


def urn(what: str, name: str) -> str:
    """A name for good of something in the data set `name`, for feeds that have no address."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'office-hours:{name}:{what}')}"


def spoken(word: str) -> str:
    """A word of a vocabulary as people say it."""
    return str(word).replace("_", " ")


_FILTERS: Mapping[str, Callable[..., str]] = {
    "day": day_in_words,
    "time": time_element,
    "word": word_element,
    "clock": clock,
    "size": size,
    "address": address,
    "spoken": spoken,
    "urn": urn,
    "singular": lambda label: label.removesuffix("s"),
    "count": lambda value: f"{value:,}",
    "percent": lambda value: f"{value:.0%}",
}
