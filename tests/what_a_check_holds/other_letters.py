"""A letter in place of another: without its accent, or the next one of its alphabet."""

import unicodedata

from what_a_check_holds.cited_text import IDEOGRAPH


def without_accent(letter: str) -> str | None:
    """The letter without its accent, if it has one."""
    parts = unicodedata.normalize("NFD", letter)
    if (
        len(parts) > 1
        and unicodedata.category(parts[0]).startswith("L")
        and all(unicodedata.category(part) == "Mn" for part in parts[1:])
    ):
        return parts[0]
    return {"ı": "i", "İ": "I", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O"}.get(letter)


def other_letter(letter: str) -> str:
    """The letter that follows in its alphabet."""
    lowered = letter.lower()
    for first, last in (("a", "z"), ("а", "я")):
        if first <= lowered <= last and len(lowered) == 1:
            following = first if lowered == last else chr(ord(lowered) + 1)
            return following.upper() if letter != lowered else following
    return (
        "م"
        if letter == "ل"
        else "ل"
        if "\u0600" <= letter <= "\u06ff"
        else "山"
        if IDEOGRAPH.match(letter) and letter != "山"
        else "x"
    )
