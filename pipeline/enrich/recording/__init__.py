"""Where in the recording the notes' questions and answers are."""

from pipeline.enrich.recording.alignment import Alignment, Placed, Sought, align, why_there
from pipeline.enrich.recording.discrepancies import Discrepancy
from pipeline.enrich.recording.links import deep_link
from pipeline.enrich.recording.place import Place
from pipeline.enrich.recording.reasons import Reason

__all__ = [
    "Alignment",
    "Discrepancy",
    "Place",
    "Placed",
    "Reason",
    "Sought",
    "align",
    "deep_link",
    "why_there",
]
