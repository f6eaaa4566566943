"""What stands beside the pages of questions: the release itself, its texts, and feeds."""

from collections.abc import Iterator

from pipeline.release.manifest import MANIFEST, SUMS
from pipeline.site.layout import Layout
from pipeline.site.reading import Reading
from pipeline.site.texts import as_html
from pipeline.site.writing import Page

_TEXTS = (
    (
        "dictionary.html", "DICTIONARY.md", "Data dictionary",
        "What every table, column and word of the data means.",
    ),
    (
        "codebook.html", "CODEBOOK.md", "Codebook",
        "How a person codes a session by hand; the labels mean the same.",
    ),
    (
        "changes.html", "CHANGELOG.md", "What changed",
        "From each release to the next: rows, rates and the contract, and what it comes from.",
    ),
)  # fmt: skip
_TOP = (
    "index.html", "sessions.html", "questions.html", "topics.html", "promises.html",
    "dictionary.html", "codebook.html", "changes.html",
)  # fmt: skip


def release_files(reading: Reading) -> Iterator[Page]:
    """The release itself, to be downloaded from its pages."""
    listed = [file.path for file in reading.release.files]
    for path in (*listed, MANIFEST, SUMS):
        yield f"release/{path}", reading.folder / path
    yield f"release/{reading.archive.path}", reading.packed


def text_pages(layout: Layout, reading: Reading) -> Iterator[Page]:
    """The dictionary and the codebook as pages."""
    for path, source, heading, lead in _TEXTS:
        body = as_html(reading.text(source))
        yield layout.page(path, "text.html", heading=heading, lead=lead, body=body)


def feeds(layout: Layout, reading: Reading) -> Iterator[Page]:
    """The feed of releases and, where the site has an address, a map for search engines.

    There it also has the page that hosts show wherever there is none, which is read from any
    folder and so leads back by the whole address.
    """
    yield layout.page("feed.xml", "feed.xml")
    if layout.home:
        yield layout.page_at(layout.home, "404.html", "404.html")
        yield layout.page("sitemap.xml", "sitemap.xml", paths=_addresses(reading))


def _addresses(reading: Reading) -> list[str]:
    """The pages that a search engine should know, by path."""
    sessions = (f"sessions/{session_id}.html" for session_id in reading.session_ids)
    topics = (f"topics/{topic_id}.html" for topic_id in sorted(reading.topics))
    return [*_TOP, *sessions, *topics]
