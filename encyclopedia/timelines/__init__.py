"""Dates drawn to scale: dated things → places on one line of time → SVG. Pure: no Django.

Each thing has a lane of its own beside its words, so that no label can lie on another; the line of time stands once
above them. What is not known is not drawn as if it were: see `spans`.
"""

from encyclopedia.timelines.drawing import axis, lane
from encyclopedia.timelines.scale import Scale, scale_of
from encyclopedia.timelines.spans import Span, spans

__all__ = ["Scale", "Span", "axis", "lane", "scale_of", "spans"]
