"""What makes a site its own: one colour and a logo, from the settings."""

from encyclopedia.house.colours import DARK, LIGHT, MIN_CONTRAST, contrast, least, legible, sheet
from encyclopedia.house.logo import Logo, UnreadableLogo, read_logo

__all__ = [
    "DARK",
    "LIGHT",
    "MIN_CONTRAST",
    "Logo",
    "UnreadableLogo",
    "contrast",
    "least",
    "legible",
    "read_logo",
    "sheet",
]
