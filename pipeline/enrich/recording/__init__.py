"""Where in the recording the notes' questions and answers are."""

from pipeline.enrich.recording.links import deep_link
from pipeline.enrich.recording.place import Place, Placed, Sought, place_questions

__all__ = ["Place", "Placed", "Sought", "deep_link", "place_questions"]
