"""What makes a site its own: one colour and a logo, from the settings."""

from encyclopedia.house.colours import DARK, ENOUGH, LIGHT, contrast, least, legible, sheet
from encyclopedia.house.logo import Logo, UnreadableLogo, read_logo

__all__ = [
    "DARK",
    "ENOUGH",
    "LIGHT",
    "Logo",
    "UnreadableLogo",
    "contrast",
    "least",
    "legible",
    "read_logo",
    "sheet",
]
