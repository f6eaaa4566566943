"""Charts for Dagster's pages, as pictures that need nothing from elsewhere."""

import base64

import altair as alt
import pandas as pd
import vl_convert


def deferral_chart(rates: pd.DataFrame) -> str:
    """The deferral rate of each group with its interval, as Markdown with an inline SVG.

    Small groups say so in their label.
    """
    shown = rates[["label", "questions", "deferral_rate", "deferral_low", "deferral_high"]].assign(
        group=[
            f"{label} ({questions}{', small' if small else ''})"
            for label, questions, small in zip(
                rates["label"], rates["questions"], rates["small"], strict=True
            )
        ]
    )
    group = alt.Y("group:N", sort=None, title=None, axis=alt.Axis(labelLimit=320))
    scale = alt.Scale(domain=[0, 1])
    axis = alt.Axis(format="%")
    base = alt.Chart(shown.astype({"group": object, "label": object}))
    bars = base.mark_rule().encode(
        y=group,
        x=alt.X("deferral_low:Q", scale=scale, axis=axis, title="deferred, with 95 % interval"),
        x2="deferral_high:Q",
    )
    points = base.mark_point(filled=True, size=60).encode(y=group, x="deferral_rate:Q")
    svg = vl_convert.vegalite_to_svg((bars + points).properties(width=420).to_dict())
    picture = base64.b64encode(svg.encode()).decode()
    return f"![Deferral rate by group](data:image/svg+xml;base64,{picture})"
