"""Raised and lowered signs, for which our markup has no marks, as signs of Unicode that are so. Pure: no Django."""

from __future__ import annotations

import re
from typing import Final

_RAISED: Final = str.maketrans(
    "0123456789+-−=()abcdefghijklmnoprstuvwxyz",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ",
)
_LOWERED: Final = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
# Numbers, and single letters: words would be hard to read.
_RAISABLE: Final = re.compile(r"[\s0-9,;–+=()−-]+|[0-9ni+=()−-]+|[a-pr-z]")
_LOWERABLE: Final = re.compile(r"[0-9+=()−-]+")


def is_raisable(words: str) -> bool:
    return _RAISABLE.fullmatch(words) is not None


def is_lowerable(words: str) -> bool:
    return _LOWERABLE.fullmatch(words) is not None


def raised(words: str) -> str:
    """Every sign raised that can be."""
    return words.translate(_RAISED)


def lowered(words: str) -> str:
    """Every sign lowered that can be."""
    return words.translate(_LOWERED)
