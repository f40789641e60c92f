"""Where in an entry's form a place of its document stands: "facts.0.date", "record.issued", "title"."""

from __future__ import annotations

from editorial.forms import csl


def record_field(name: str) -> str:
    """The form's field of a field of the record: its own, or the box of all further ones."""
    if name in {"title", ""}:
        return "title"
    if name == "type":
        return "csl_type"
    return csl.field_name(name) if name in csl.SHOWN else "more"


def element_id(place: str) -> str:
    """The `id` of the element in a form that shows the document as it was saved."""
    name, *rest = place.split(".")
    if name == "record":
        return f"id_{record_field('.'.join(rest))}"
    return f"id_{'-'.join((name, *rest))}"
