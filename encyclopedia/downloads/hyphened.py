"""Elements whose attributes have hyphens, as "media-type". Pure: no Django."""

from __future__ import annotations

from encyclopedia.harvesting.xml import Xml, element


def el(name: str, *content: str, **attributes: str) -> Xml:
    """As `element`; one underscore in the name of an attribute is its hyphen, two are its colon."""
    return element(
        name,
        *content,
        **{
            key if "__" in key else key.rstrip("_").replace("_", "-"): value
            for key, value in attributes.items()
        },
    )
