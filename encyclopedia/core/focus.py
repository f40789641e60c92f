"""The point of a picture that no crop cuts off. Pure: no Django."""

from __future__ import annotations

import re

_PERCENT = "(?:100|[0-9]{1,2})"
_FOCUS = re.compile(f"{_PERCENT} {_PERCENT}")


def is_focus(text: str) -> bool:
    """Whether it says a point: "30 40", per cent from the left and from the top."""
    return bool(_FOCUS.fullmatch(text))
