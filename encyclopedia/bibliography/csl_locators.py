"""A place in a source as CSL has it: a label from its list, and what follows that."""

from __future__ import annotations

from encyclopedia.bibliography.chicago.locator_wording import read_locator


def csl_locator(typed: str) -> tuple[str, str]:
    """Label and number of a locator that names one place; else all that was typed, as a page."""
    locator = read_locator(typed)
    if locator.label:
        return locator.label, locator.places[0].value
    return "page", typed
