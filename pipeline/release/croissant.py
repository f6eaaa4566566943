"""`croissant.json`: the release for programs that learn, in Croissant 1.1 with its RAI fields."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.release.citation import authors, citation
from pipeline.release.edition import RELEASED, Edition, path_of
from pipeline.release.known import COLLECTION, LIMITS, PERSONAL, PREPARATION, PURPOSE, USES
from pipeline.release.licences import address, is_stated
from pipeline.store.folders import FileFacts
from schemas import Table
from schemas.contract import Column

#: The words of the format, as its 1.1 defines them.
_CONTEXT = Path(__file__).with_name("croissant_context.json")
_TYPES: Mapping[pa.DataType, str] = {
    pa.string(): "sc:Text",
    pa.int32(): "sc:Integer",
    pa.int64(): "sc:Integer",
    pa.float64(): "sc:Float",
    pa.bool_(): "sc:Boolean",
    pa.date32(): "sc:Date",
    pa.timestamp("us", "UTC"): "sc:DateTime",
}


def croissant(edition: Edition, files: Mapping[str, FileFacts]) -> dict[str, Any]:
    """The description of the Parquet files, whose facts are in `files` by path."""
    stated, publisher = edition.origin.license, edition.origin.publisher
    return {
        "@context": json.loads(_CONTEXT.read_text("utf-8")),
        "@type": "sc:Dataset",
        "conformsTo": [
            "http://mlcommons.org/croissant/1.1",
            "http://mlcommons.org/croissant/RAI/1.0",
        ],
        "name": edition.name,
        "description": f"{edition.origin.title}. {PURPOSE}",
        "version": str(edition.version),
        "datePublished": edition.day.isoformat(),
        "inLanguage": edition.origin.language,
        "citeAs": citation(edition),
        "creator": {"@type": "sc:Organization", "name": authors(edition)},
        **({"license": address(stated)} if is_stated(stated) else {}),
        **({"publisher": {"@type": "sc:Organization", "name": publisher}} if publisher else {}),
        "rai:dataCollection": COLLECTION,
        "rai:dataPreprocessingProtocol": PREPARATION,
        "rai:dataUseCases": USES,
        "rai:dataLimitations": LIMITS,
        "rai:personalSensitiveInformation": PERSONAL,
        "distribution": [_file(name, files[path_of(name)]) for name in RELEASED],
        "recordSet": [
            _records(name, model) for name, model in RELEASED.items() if edition.rows(name)
        ],
    }


def _file(name: str, facts: FileFacts) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": f"{name}.parquet",
        "name": f"{name}.parquet",
        "description": RELEASED[name].description(),
        "contentUrl": path_of(name),
        "contentSize": f"{facts.bytes} B",
        "encodingFormat": "application/x-parquet",
        "sha256": facts.sha256,
    }


def _records(name: str, model: type[Table]) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": model.description(),
        "key": [{"@id": f"{name}/{key}"} for key in model.primary_key()],
        "field": list(_fields(name, model)),
    }


def _fields(name: str, model: type[Table]) -> Iterator[dict[str, Any]]:
    for c in model.columns():
        yield {
            "@type": "cr:Field",
            "@id": f"{name}/{c.name}",
            "name": c.name,
            "description": _meaning(c),
            "dataType": _TYPES[c.arrow_type],
            "source": {"fileObject": {"@id": f"{name}.parquet"}, "extract": {"column": c.name}},
        }


def _meaning(c: Column) -> str:
    return f"{c.description} ({c.unit})" if c.unit else c.description
