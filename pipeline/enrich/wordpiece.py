"""Texts to the pieces of words that a model of the BERT family was taught.

WordPiece, uncased, as in Devlin et al., "BERT" (2019): accents are taken off, punctuation stands
alone, and a word is cut into the longest pieces known.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

BEGIN, END, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
INSIDE = "##"  # before a piece that goes on with a word
_LONGEST = 100  # letters of a word that is cut into pieces
_WORDS = re.compile(r"[^\W_]+|[^\w\s]|_")


@dataclass(frozen=True, slots=True)
class WordPieces:
    """The pieces that a model knows, by their numbers."""

    known: Mapping[str, int]

    def ids(self, text: str) -> list[int]:
        """The numbers of a text's pieces, without the marks of beginning and end."""
        return [self.known[piece] for word in words(text) for piece in self._pieces(word)]

    def _pieces(self, word: str) -> list[str]:
        """The longest known beginning of a word, then of what is left, marked as going on."""
        pieces, start = [], 0
        while start < len(word):
            mark = INSIDE if start else ""
            for end in range(min(len(word), start + _LONGEST), start, -1):
                if mark + word[start:end] in self.known:
                    pieces.append(mark + word[start:end])
                    start = end
                    break
            else:
                return [UNKNOWN]
        return pieces


def words(text: str) -> list[str]:
    """The words and marks of a text, in small letters without accents."""
    plain = "".join(
        char for char in unicodedata.normalize("NFD", text.lower())
        if not unicodedata.combining(char)
    )  # fmt: skip
    return _WORDS.findall(plain)
