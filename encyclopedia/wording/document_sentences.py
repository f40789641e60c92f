"""What is wrong with a document that cannot be read, and at which place."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Any] = {
    "document_at": _("%(place)s: %(fault)s"),
    "document_is_no_object": _("A document must be an object."),
    "document_schema": _("Expected a number from 1 to %(newest)s, found %(value)s."),
    "document_kind": _("Expected one of %(kinds)s, found %(value)s."),
    "document_list": _("Expected a list."),
    "document_object": _("Expected an object."),
    "document_text": _("Expected text, found %(type)s."),
    "document_number": _("Expected a whole number, found %(value)s."),
    "document_truth": _("Expected true or false, found %(value)s."),
    "document_plain": _("Expected text or a whole number, found %(value)s."),
    "document_unknown_field": _("Not a field of this kind of object."),
    "document_missing_fields": _("Missing: %(names)s."),
    "document_nul": _("Holds a NUL character; remove it."),
    "document_invalid_character": _(
        "Holds an invalid character (a lone surrogate); type it again."
    ),
    "document_of_other_file": _("Kind and slug must be those of the file."),
    "document_too_deep": _("Nested too deeply."),
}
