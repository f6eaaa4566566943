"""Paragraphs to sentences."""

from collections.abc import Iterator

import sentencex

from pipeline.readers.traced import Traced

# the time that the splitter takes grows with the square of what it is given
_LONGEST = 4_000
_ENDS = (". ", "? ", "! ", "。", "？", "！")


def sentences(text: Traced, language: str) -> tuple[Traced, ...]:
    """The sentences of a paragraph, in order, each with its place."""
    return tuple(
        sentence
        for start, end in _stretches(text.text)
        for found in sentencex.get_sentence_boundaries(language, text.text[start:end])
        if (sentence := text.cut(start + found["start_index"], start + found["end_index"]))
    )


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Where a long text is cut: behind what looks like the end of a sentence, or a word."""
    start = 0
    while len(text) - start > _LONGEST:
        bound = start + _LONGEST
        end = max(text.rfind(mark, start, bound) + len(mark) for mark in _ENDS)
        if end <= start + 2:
            end = text.rfind(" ", start, bound) + 1
        if end <= start:
            end = bound
        yield start, end
        start = end
    yield start, len(text)
