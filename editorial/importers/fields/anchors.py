"""The names of the links that stand for what HTML has no element for, on the way from a manuscript. Pure: no Django."""

from __future__ import annotations

from typing import Final

CITATION: Final = "stet-citation-"
ENTRY: Final = "stet-entry-"
NEEDED: Final = "stet-needed-"
FORMULA: Final = "stet-formula"
