"""The least that any build of these files must do: read the bytes, parse the markup.

    .venv/bin/python benchmarks/scale/floor.py RAW

Each file is decoded and given to the library that the readers rest on; nothing is kept.
"""

import hashlib
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import mwparserfromhell
import yaml
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

_PARSE: Mapping[str, Callable[[str], object]] = {
    ".txt": str.splitlines,
    ".md": MarkdownIt("commonmark").parse,
    ".html": LexborHTMLParser,
    ".wiki": mwparserfromhell.parse,
    ".yaml": lambda text: yaml.load(text, yaml.CSafeLoader),
}


def main() -> None:
    """Read and parse every file below a folder."""
    for path in sorted(Path(sys.argv[1]).rglob("*.*")):
        if path.is_file():
            data = path.read_bytes()
            hashlib.sha256(data).digest()
            _PARSE[path.suffix](data.decode())


if __name__ == "__main__":
    main()
