"""The colour of the house in light and in dark: shades of it that can be read. Pure: no Django.

Colours are written "#rrggbb".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

# What text stands on (`--paper` and `--raised` of static/css/design-tokens.css).
LIGHT: Final = ("#fcfbf7", "#f5f2ea")
DARK: Final = ("#17181b", "#1f2125")
# WCAG 2.2, 1.4.6: the contrast of text of any size.
MIN_CONTRAST: Final = 7.0

_STEPS = 100


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def least(colour: str, grounds: Sequence[str]) -> float:
    """The contrast on the ground where it is lowest."""
    return min(contrast(colour, ground) for ground in grounds)


def legible(colour: str, grounds: Sequence[str]) -> str:
    """The colour itself where text in it has `MIN_CONTRAST` contrast on all grounds, else the nearest shade that has.

    On light grounds it is mixed with black, on dark ones with white.
    """
    end = 0 if _luminance(grounds[0]) > 0.5 else 255
    for step in range(_STEPS + 1):
        shade = "#" + "".join(
            f"{round(part + (end - part) * step / _STEPS):02x}" for part in _parts(colour)
        )
        if least(shade, grounds) >= MIN_CONTRAST:
            return shade
    return "#000000" if end == 0 else "#ffffff"


def sheet(colour: str) -> str:
    """The style sheet that gives a site this colour: what is its own, and its links."""
    light, dark = legible(colour, LIGHT), legible(colour, DARK)
    return (
        f":root {{\n  --house: {light};\n  --link: {light};\n}}\n\n"
        "@media (prefers-color-scheme: dark) {\n"
        f"  :root {{\n    --house: {dark};\n    --link: {dark};\n  }}\n}}\n"
    )


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4
        for part in _parts(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
