"""What becomes of a unit behind the header that belongs to no question."""

from pipeline.extract.accounting import LineUse, boilerplate, quarantined, used
from pipeline.extract.asking import invites_reader
from pipeline.extract.layouts import Layout, Section
from pipeline.extract.tables import TablePart
from pipeline.extract.unit import Unit
from schemas.words import QuarantineReason


def use_outside(unit: Unit, section: Section) -> LineUse:
    """What becomes of it."""
    if unit is section.heading:
        return used(unit.block)
    crossing = section.layout is Layout.CROSSING
    asks = "?" in unit.block.text.text and not (crossing and unit.block.quoted)
    if rule := _aside(unit, section, asks=asks):
        return boilerplate(unit.block, rule)
    if asks or unit.label or section.heading is None:
        reason = QuarantineReason.UNPLACED_TEXT
        reason = QuarantineReason.UNPLACED_LABEL if unit.label else reason
        reason = QuarantineReason.UNPLACED_QUESTION if asks else reason
        return quarantined(unit.block, reason)
    return boilerplate(unit.block, "outside_questions")


def _aside(unit: Unit, section: Section, *, asks: bool) -> str | None:
    """The rule by which a unit is known to be beside the questions, if any is."""
    if unit.table is TablePart.HEAD:
        return "table_head"
    if invites_reader(unit):
        return "invitation"
    if section.layout is Layout.CROSSING and not asks:
        return "quotation" if unit.block.quoted else "moderation"
    return "outline" if section.layout is Layout.OUTLINE and not asks else None
