"""Where in the recording the notes' questions and answers are."""

from pipeline.enrich.recording.alignment import Alignment, Placed, Sought, align
from pipeline.enrich.recording.discrepancies import Discrepancy
from pipeline.enrich.recording.links import deep_link
from pipeline.enrich.recording.place import Place

__all__ = ["Alignment", "Discrepancy", "Place", "Placed", "Sought", "align", "deep_link"]
