"""A release as one file that is the same wherever it is packed."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

from pipeline.store.atomic import replacing

_PACKED = frozenset({".parquet", ".xlsx"})  # compressed already


def pack(folder: Path, archive: Path, top: str) -> None:
    """Pack a folder's files below the name `top`; `archive` appears whole or not at all."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    with replacing(archive) as stream, zipfile.ZipFile(stream, "w") as made:
        for path in paths:
            facts = zipfile.ZipInfo(f"{top}/{path.relative_to(folder).as_posix()}")
            facts.external_attr = 0o100644 << 16
            facts.create_system = 3
            stored = path.suffix in _PACKED
            facts.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            facts.file_size = path.stat().st_size
            with path.open("rb") as source, made.open(facts, "w") as target:
                while piece := source.read(1 << 20):
                    target.write(piece)


def unpacked(archive: zipfile.ZipFile) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    """The files of an archive by their path below its top folder, in its order."""
    for facts in archive.infolist():
        if not facts.is_dir():
            yield facts.filename.partition("/")[2] or facts.filename, facts
