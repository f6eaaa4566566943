"""The language of a text, from py3langid's published model."""

from functools import cache

import numpy as np
from py3langid.langid import MODEL_FILE, LanguageIdentifier

_FEWEST_WORDS = 4
_SURE = 0.9
_PIECES, _PIECE = 8, 160


def detect_language(text: str, default: str, sure: float = _SURE) -> str:
    """ISO 639-1 code of the language of `text`.

    Texts under four words, and those of which the model is less than `sure`, are taken to be in
    `default`. Of long texts pieces from beginning to end are enough.
    """
    if len(text.split(maxsplit=_FEWEST_WORDS)) < _FEWEST_WORDS:
        return default
    language, probability = _identifier().classify(_sample(text))
    return str(language) if probability >= sure else default


def _sample(text: str) -> str:
    if len(text) <= _PIECES * _PIECE:
        return text
    starts = range(0, len(text), -(-len(text) // _PIECES))
    return " ".join(text[start : start + _PIECE] for start in starts)


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    # it reckons in this width: widened here once, its weights need not be for every text
    identifier.nb_ptc = identifier.nb_ptc.astype(np.float32)
    return identifier
