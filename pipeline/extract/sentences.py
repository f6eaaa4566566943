"""Paragraphs to sentences."""

import sentencex

from pipeline.readers.traced import Traced


def sentences(text: Traced, language: str) -> tuple[Traced, ...]:
    """The sentences of a paragraph, in order, each with its place."""
    return tuple(
        sentence
        for found in sentencex.get_sentence_boundaries(language, text.text)
        if (sentence := text.cut(found["start_index"], found["end_index"]))
    )
