"""`CITATION.cff` and the citation in words: how to cite one release."""

import yaml

from pipeline.release.edition import Edition
from pipeline.release.licences import is_stated


def authors(edition: Edition) -> str:
    """Who is named as having made the data set."""
    return f"Contributors to {edition.origin.title}"


def citation(edition: Edition) -> str:
    """The citation in words."""
    year, title = edition.day.year, edition.origin.title
    return f"{authors(edition)} ({year}). {title} (version {edition.version}) [data set]."


def citation_file(edition: Edition) -> str:
    """CITATION.cff, version 1.2.0 of its format."""
    stated = edition.origin.license
    facts = {
        "cff-version": "1.2.0",
        "message": "If you use this data set, please cite this version of it.",
        "type": "dataset",
        "title": edition.origin.title,
        "authors": [{"name": authors(edition)}],
        **_contact(edition),
        "version": str(edition.version),
        "date-released": edition.day,
        **({"license": stated} if is_stated(stated) else {}),
    }
    text: str = yaml.safe_dump(facts, sort_keys=False, allow_unicode=True)
    return text


def _contact(edition: Edition) -> dict[str, list[dict[str, str]]]:
    """Where to tell what is wrong with it, as the format wants it: an entity with an address."""
    told = edition.origin.contact
    if told is None:
        return {}
    by = "website" if "://" in told else "email"
    return {"contact": [{"name": edition.origin.publisher or authors(edition), by: told}]}
