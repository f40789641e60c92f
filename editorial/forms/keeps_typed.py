"""Forms of a draft: no field refuses what was typed; what is wrong is told by the gate, and beside the field."""

from __future__ import annotations

from typing import Any

from django import forms

from editorial.forms.fields import CitationsField, JSONBoxField, NamesField, SlugField
from encyclopedia.core.as_typed import AsTyped
from encyclopedia.core.signs import storable


class KeepsTyped(forms.Form):
    """Where a field does not accept its value, `cleaned_data` has the words as typed if the document has room for them.

    Else it has what an empty field has, and the words are in `unread`, by the field's name. Only fields that nobody
    types are refused (`REFUSED`): the form did not come from its page.
    """

    REFUSED = frozenset({"id", "based_on"})
    # No document has room for words in these.
    UNREAD = (SlugField, CitationsField, JSONBoxField)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.unread: dict[str, str] = {}
        self._reads = False
        for name, field in self.fields.items():
            # A browser would cut what is pasted, and say nothing.
            if name != "message":
                field.widget.attrs.pop("maxlength", None)

    def full_clean(self) -> None:
        self.unread = {}
        self._reads = True
        super().full_clean()
        self._reads = False

    def add_error(self, field: str | None, error: Any) -> None:
        if field is None or field in self.REFUSED or not self._reads:
            super().add_error(field, error)
        else:
            self.cleaned_data[field] = self._kept(field)

    def _kept(self, name: str) -> Any:
        field, data = self.fields[name], self[name].data
        typed = storable(str(data or ""))
        if isinstance(field, self.UNREAD):
            self.unread[name] = str(field.to_python(typed))
            return field.to_python("") if isinstance(field, SlugField) else field.clean("")
        if isinstance(field, forms.CharField | NamesField):
            return field.to_python(typed)
        return typed if isinstance(field, forms.ChoiceField) else None

    def as_typed(self) -> tuple[AsTyped, ...]:
        """For the document: the words of this form that it has no other room for."""
        return tuple(AsTyped(name, words) for name, words in sorted(self.unread.items()))
