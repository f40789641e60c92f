"""The fields of the office's forms: each refuses what no document may hold, and says how to fix it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from editorial.wording import words
from encyclopedia import dates
from encyclopedia.core.addresses import address_fault
from encyclopedia.core.citations import Reference
from encyclopedia.core.documents import JSON
from encyclopedia.core.json_objects import ObjectError, read_object
from encyclopedia.core.names import name_key
from encyclopedia.core.orcid import OrcidError, read_orcid
from encyclopedia.core.signs import broken_sign
from encyclopedia.dates import DateError
from encyclopedia.markup import fact_citations

LINE = 300
NOTE = 2_000


def refuse_broken(text: str) -> None:
    """Raises ValidationError for characters that cannot be stored or shown."""
    message = broken_sign(text)
    if message and message.code != "sign_lost":
        raise ValidationError(words(message))


class WordsField(forms.CharField):
    """Text of at most `max_length` characters, with one kind of line end."""

    def __init__(self, *, max_length: int, **options: Any) -> None:
        super().__init__(max_length=max_length, **options)
        # `validate` has messages of its own; Django's would be shown too.
        self.validators = []
        self.longest = max_length

    def to_python(self, value: Any) -> str:
        text = str(value).replace("\r\n", "\n").replace("\r", "\n") if value is not None else ""
        return text.strip() if self.strip else text

    def validate(self, value: Any) -> None:
        refuse_broken(value)
        super().validate(value)
        if len(value) > self.longest:
            raise ValidationError(
                _("This has %(length)s characters; at most %(most)s are allowed. Shorten it.")
                % {"length": len(value), "most": self.longest}
            )


class LineField(WordsField):
    """Words on one line, white space folded."""

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())


class SlugField(LineField):
    """The address of an entry."""

    is_key = False

    def validate(self, value: Any) -> None:
        super().validate(value)
        if message := address_fault(value, is_key=self.is_key):
            raise ValidationError(words(message))


class KeyField(SlugField):
    """A source's key, as citations name it."""

    is_key = True


class NamesField(forms.Field):
    """Several short names, one a line (or, with `commas`, separated by commas): a tuple without repetitions."""

    widget = forms.Textarea

    def __init__(self, *, longest: int = LINE, commas: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self.longest = longest
        self.commas = commas

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str) or value is None:
            return value or ""
        return (", " if self.commas else "\n").join(value)

    def to_python(self, value: Any) -> tuple[str, ...]:
        text = str(value or "").replace("\r", "\n")
        typed_names = re.split(r"[,\n]" if self.commas else r"\n", text)
        named: dict[str, str] = {}
        for name in filter(str.strip, typed_names):
            named.setdefault(name_key(name), " ".join(name.split()))
        return tuple(named.values())

    def validate(self, value: Sequence[str]) -> None:
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")
        for name in value:
            refuse_broken(name)
            if len(name) > self.longest:
                raise ValidationError(
                    ngettext(
                        "“%(name)s…” is too long: at most %(most)s character.",
                        "“%(name)s…” is too long: at most %(most)s characters.",
                        self.longest,
                    )
                    % {"name": name[:40], "most": self.longest}
                )


class DateWordsField(LineField):
    """A date in words or EDTF; gives canonical EDTF. Shows EDTF in words if the words mean the same date."""

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, str) or not value:
            return value
        try:
            words = dates.parse(value).words()
            return words if dates.from_words(words) == value else value
        except DateError:
            return value

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if not text:
            return ""
        try:
            return dates.from_words(text)
        except DateError as error:
            raise ValidationError(words(error.message)) from error


class CitationsField(WordsField):
    """The citations of a fact, typed as in the text."""

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else fact_citations.spell(value)

    def clean(self, value: Any) -> Any:
        return self.read(super().clean(value))

    def read(self, text: str) -> tuple[Reference, ...]:
        try:
            return fact_citations.read(text)
        except fact_citations.CitationError as error:
            raise ValidationError(words(error.message)) from error


class OrcidField(LineField):
    """An ORCID with or without its web address; the check digit is checked (ISO 7064, MOD 11-2)."""

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if not text:
            return ""
        try:
            return read_orcid(text)
        except OrcidError as error:
            raise ValidationError(words(error.message)) from error


class JSONBoxField(WordsField):
    """A JSON object in a text box."""

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str) or not value:
            return value or ""
        return json.dumps(value, ensure_ascii=False, indent=2)

    def clean(self, value: Any) -> Any:
        return self.read(super().clean(value))

    def read(self, text: str) -> JSON:
        try:
            return read_object(text)
        except ObjectError as error:
            raise ValidationError(words(error.message)) from error


REQUIRED = {"required": gettext_lazy("This field is required.")}
