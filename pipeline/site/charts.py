"""Statistics as pictures: SVG that takes the page's colours, and says what it shows.

The picture is laid out with fixed margins, so that no font of the machine decides its bytes.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree import ElementTree as ET

import altair as alt
import pandas as pd
import vl_convert
from markupsafe import Markup

from pipeline.site.content import Row

_SVG = "http://www.w3.org/2000/svg"
_LABELS, _ROW, _WIDTH, _HEIGHT, _LONGEST = 250, 24, 430, 220, 31
# what stands for a colour of the stylesheet until the picture is drawn → its class there
_COLOURS = {"#010101": "mark", "#020202": "range", "#030303": "label", "#040404": "grid"}
_MARK, _RANGE, _LABEL, _GRID = _COLOURS
_WHOLE = alt.Scale(domain=[0, 1])
_Drawn = alt.Chart | alt.LayerChart | alt.FacetChart
_PERCENT = alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1], tickSize=0)


def rate_by_group(rates: Sequence[Row], name: str, title: str, told: str) -> Markup:
    """Each group's deferral rate and its interval on a line of its own, with its counts.

    Args:
        rates: Rows of a deferral statistic, in the order of the lines.
        name: The id of the picture on its page.
        title: What the picture shows.
        told: The same in a sentence or two, for those who do not see it.
    """
    data = [_interval(rate, _group(rate)) for rate in rates]
    ranges, points = _range_and_dot(data)
    lines = _lines()
    share = alt.X("low:Q", scale=_WHOLE, axis=_PERCENT, title=None)
    layers = alt.layer(
        ranges.encode(y=lines, x=share, x2="high:Q"),
        points.encode(y=lines, x=alt.X("rate:Q", title=None)),
    )
    return _picture(layers, _LABELS, _ROW * max(len(data), 1), name, title, told)


def rate_by_year(rates: Sequence[Row], name: str, title: str, told: str) -> Markup:
    """The deferral rate of each year, the oldest first; arguments as above."""
    data = [_interval(rate, str(rate["label"])) for rate in rates]
    ranges, points = _range_and_dot(data)
    year = alt.X("group:N", sort=None, title=None, axis=alt.Axis(labelAngle=0, labelOverlap=True))
    share = alt.Y("low:Q", scale=_WHOLE, axis=_PERCENT, title=None)
    layers = alt.layer(
        ranges.encode(x=year, y=share, y2="high:Q"),
        points.encode(x=year, y=alt.Y("rate:Q", title=None)),
    )
    return _picture(layers, 60, _HEIGHT, name, title, told)


def counts(bars: Sequence[tuple[str, int]], name: str, title: str, told: str) -> Markup:
    """A bar for each count, with the number at its end; the other arguments as above."""
    data = [{"group": f"{label} ({count})", "count": count} for label, count in bars]
    chart = _chart(data).mark_bar(color=_RANGE, height=12, opacity=1)
    whole = alt.Axis(format="d", tickMinStep=1, tickSize=0)
    lines = chart.encode(
        y=_lines(),
        x=alt.X("count:Q", title=None, axis=whole),
    )
    return _picture(lines, _LABELS, _ROW * max(len(data), 1), name, title, told)


def _lines() -> alt.Y:
    """A line for each group, its label flush with the text around the picture."""
    flush = alt.Axis(labelAlign="left", labelPadding=_LABELS)
    return alt.Y("group:N", sort=None, title=None, axis=flush)


def _range_and_dot(data: Sequence[Mapping[str, Any]]) -> tuple[alt.Chart, alt.Chart]:
    chart = _chart(data)
    return (
        chart.mark_rule(color=_RANGE, strokeWidth=4),
        chart.mark_point(color=_MARK, filled=True, size=70, opacity=1),
    )


def _chart(data: Sequence[Mapping[str, Any]]) -> alt.Chart:
    return alt.Chart(pd.DataFrame(data).astype({"group": object}))


def _interval(rate: Row, group: str) -> Mapping[str, Any]:
    return {
        "group": group,
        "rate": rate["deferral_rate"],
        "low": rate["deferral_low"],
        "high": rate["deferral_high"],
    }


def _group(rate: Row) -> str:
    label = str(rate["label"])
    short = label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1].rstrip()}…"
    return f"{short} ({rate['deferred']} of {rate['questions']})"


def _picture(
    chart: alt.Chart | alt.LayerChart | alt.FacetChart,
    left: int,
    height: int,
    name: str,
    title: str,
    told: str,
) -> Markup:
    laid_out = chart.properties(
        width=_WIDTH,
        height=height,
        autosize={"type": "none"},
        padding={"left": left, "right": 20, "top": 8, "bottom": 28},
        background="transparent",
    ).configure(
        font="sans-serif",
        view={"stroke": None},
        axis={
            "labelColor": _LABEL, "gridColor": _GRID, "domain": False, "ticks": False,
            "labelLimit": 0, "labelFlush": False, "labelFontSize": 12, "labelPadding": 8,
        },
        axisBand={"grid": False},
    )  # fmt: skip
    svg = vl_convert.vegalite_to_svg(laid_out.to_dict())
    size = (left + _WIDTH + 20, height + 36)
    return _themed(svg, size, name, title, told)


def _themed(svg: str, size: tuple[int, int], name: str, title: str, told: str) -> Markup:
    """The picture with the page's colours, its name and description, and nothing that acts."""
    ET.register_namespace("", _SVG)
    drawn = ET.fromstring(svg)  # noqa: S314 - drawn here, a moment ago
    for element in drawn.iter():
        for attribute in ("fill", "stroke"):
            colour = _COLOURS.get(element.get(attribute, ""))
            if colour:
                element.set(attribute, "currentColor")
                element.set("class", colour)
        for attribute in [a for a in element.attrib if _acts(a)]:
            del element.attrib[attribute]
    root = ET.Element(f"{{{_SVG}}}svg", {
        "class": "chart", "role": "img", "viewBox": f"0 0 {size[0]} {size[1]}",
        "aria-labelledby": f"{name}-title {name}-told",
    })  # fmt: skip
    ET.SubElement(root, f"{{{_SVG}}}title", {"id": f"{name}-title"}).text = title
    ET.SubElement(root, f"{{{_SVG}}}desc", {"id": f"{name}-told"}).text = told
    root.extend(child for child in drawn if not child.tag.endswith(("defs", "style", "title")))
    return Markup(ET.tostring(root, encoding="unicode"))  # noqa: S704


def _acts(attribute: str) -> bool:
    """Whether an attribute is a style, a handler, a link, or speaks to screen readers.

    The picture is one image to them, described by its title and the table beside it.
    """
    return bool(re.match(r"(?:style|on|aria-|role)", attribute)) or attribute.endswith("href")
