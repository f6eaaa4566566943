"""The page that is seen first: what the release is, what it shows, and how to get it."""

from pipeline.release.edition import path_of
from pipeline.site.accuracy import accuracy_in
from pipeline.site.content import File, Release
from pipeline.site.headlines import all_of, charts, figures
from pipeline.site.inert import inert_json, script_data
from pipeline.site.layout import Layout
from pipeline.site.linked_data import Node, release_data
from pipeline.site.reading import Reading
from pipeline.site.shelves import Index
from pipeline.site.texts import examples
from pipeline.site.writing import Page

_ON_LANDING = 5
_LANGUAGES = {"python": "pandas", "sql": "DuckDB", "r": "R"}
_BY_NAME = """\
from datasets import load_dataset

questions = load_dataset("/path/to/{folder}", "questions_flat")["train"]
print(questions[0])"""


def landing_page(layout: Layout, reading: Reading, index: Index) -> Page:
    """The landing page of a release whose sessions are in the index."""
    release = reading.release
    return layout.page(
        "index.html",
        "landing.html",
        linked=script_data(_linked(layout, reading)),
        figures=figures(release, sum(index.promises.values())),
        charts=list(charts(release, index)),
        newest=list(reversed(index.newest))[:_ON_LANDING],
        archive=reading.archive,
        files=[(file, _rows(file, release)) for file in release.files],
        examples=_examples(reading),
        citation=_citation(release),
        accuracy=accuracy_in(reading.text("quality.json")),
        confirmed=all_of(release.statistics["deferral_by_year"])["confirmed"],
    )


def _linked(layout: Layout, reading: Reading) -> Node:
    told = inert_json(reading.text("croissant.json"))
    return release_data(told, reading.release.title, reading.archive, layout.home or "")


def _rows(file: File, release: Release) -> int | None:
    """The rows of a file that holds a table."""
    return next((n for name, n in release.rows.items() if file.path == path_of(name)), None)


def _examples(reading: Reading) -> list[tuple[str, str]]:
    """How to load the release: as its README says, and by name."""
    told = examples(reading.text("README.md"))
    named = [(name, told[language]) for language, name in _LANGUAGES.items() if language in told]
    return [*named, ("Hugging Face", _BY_NAME.format(folder=reading.release.folder))]


def _citation(release: Release) -> str:
    year = release.released.year
    return f"{release.authors} ({year}). {release.title} (version {release.version}) [data set]."
