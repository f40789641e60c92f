"""The fields of the office's forms: each refuses what no document may hold, and says how to fix it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.forms import fact_citations
from editorial.wording import words
from encyclopedia import dates
from encyclopedia.core.citations import Reference
from encyclopedia.core.documents import JSON
from encyclopedia.core.names import name_key
from encyclopedia.dates import DateError

TITLE = 300
SLUG = 200
SUMMARY = 1_000
TEXT = 400_000
LINE = 300
NOTE = 2_000
MAX_NAMES = 200

# Control characters other than tab and line feed: no keyboard types them, and they break pages and files.
_CONTROLS = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_BAD_SLUG = re.compile(r"[\s/@\[\]{}|?#%&\\\"'<>^`,;*()!=+$~:]")
_KEY = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_:.-]*[A-Za-z0-9])?")
_ORCID = re.compile(r"(?:https?://orcid\.org/)?(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dXx])")


def refuse_broken(text: str) -> None:
    """Raises ValidationError for characters that cannot be stored or shown."""
    if "\x00" in text:
        raise ValidationError(_("This holds a NUL character, which cannot be stored. Remove it."))
    if any("\ud800" <= c <= "\udfff" for c in text):
        raise ValidationError(
            _("This holds an invalid character (a lone surrogate). Delete it and type it again.")
        )
    if _CONTROLS.search(text):
        raise ValidationError(
            _("This holds a control character that no page can show. Type the words again.")
        )


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

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and (match := _BAD_SLUG.search(value)):
            raise ValidationError(
                _("An address cannot hold “%(sign)s”. Use letters, digits and hyphens.")
                % {"sign": match[0]}
            )
        if value in {".", ".."}:
            raise ValidationError(_("An address needs a letter or a digit."))


class KeyField(SlugField):
    """A source's key, as citations name it."""

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and not _KEY.fullmatch(value):
            raise ValidationError(
                _("A key is made of a–z, digits and hyphens, like service-trotsky-2009.")
            )


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
        if len(value) > MAX_NAMES:
            raise ValidationError(_("At most %(most)s are allowed.") % {"most": MAX_NAMES})
        for name in value:
            refuse_broken(name)
            if len(name) > self.longest:
                raise ValidationError(
                    _("“%(name)s…” is too long: at most %(most)s characters.")
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
        match = _ORCID.fullmatch(text)
        if not match:
            raise ValidationError(_("An ORCID is written like 0000-0002-1825-0097."))
        digits = "".join(match.groups()).upper()
        if orcid_check(digits[:15]) != digits[15]:
            raise ValidationError(_("This ORCID has a wrong check digit. Copy it again."))
        return "-".join(digits[n : n + 4] for n in range(0, 16, 4))


def orcid_check(digits: Iterable[str]) -> str:
    """The check digit of fifteen digits."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    rest = (12 - total % 11) % 11
    return "X" if rest == 10 else str(rest)


class JSONBoxField(WordsField):
    """A JSON object in a text box."""

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str) or not value:
            return value or ""
        return json.dumps(value, ensure_ascii=False, indent=2)

    def clean(self, value: Any) -> Any:
        return self.read(super().clean(value))

    def read(self, text: str) -> JSON:
        if not text.strip():
            return {}
        try:
            record = json.loads(text)
        except (ValueError, RecursionError) as error:
            where = f" ({error})" if isinstance(error, json.JSONDecodeError) else ""
            raise ValidationError(
                _('This is not JSON%(where)s. Write it as {"field": "value"}.') % {"where": where}
            ) from error
        if not isinstance(record, dict):
            raise ValidationError(_('Write an object: {"field": "value"}.'))
        return record


REQUIRED = {"required": gettext_lazy("This field is required.")}
