"""The language of an entry: any tag of BCP 47, found by the name of the language in itself, in English or on screen."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from django import forms
from django.conf import global_settings, settings
from django.conf.locale import LANG_INFO
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from editorial.forms.fields import LineField
from encyclopedia.core.language_tags import canonical_tag, is_well_formed, primary_of
from encyclopedia.screen_languages import own_name

# Languages of sources and of older works that no screen is in: code, own name, name.
FURTHER: Final = {
    "la": ("Latina", _("Latin")),
    "grc": ("Ἑλληνική", _("Ancient Greek")),
    "cu": ("Словѣньскъ", _("Church Slavonic")),
    "ota": ("لسان عثمانى", _("Ottoman Turkish")),
    "yi": ("ייִדיש", _("Yiddish")),
}
MAX_TYPED: Final = 60


def known_languages() -> list[tuple[str, str, str]]:
    """Tag, own name and name on screen of each language that is proposed; those with a catalogue first."""
    return list(_listed(get_language() or ""))


@lru_cache(maxsize=16)
def _listed(_active: str) -> tuple[tuple[str, str, str], ...]:
    first = [primary_of(code) for code, _name in settings.LANGUAGES]
    codes = {
        canonical_tag(code)
        for code, _name in global_settings.LANGUAGES
        if primary_of(code) == code or len(code.partition("-")[2]) == 4
    }
    named = {code: (code, own_name(code), _on_screen(code)) for code in {*codes, *first}}
    named |= {code: (code, own, str(name)) for code, (own, name) in FURTHER.items()}
    ordered = sorted(named.values(), key=lambda row: row[2].casefold())
    return tuple(sorted(ordered, key=lambda row: (row[0] != first[0], row[0] not in first)))


def _on_screen(code: str) -> str:
    try:
        return str(get_language_info(code.lower())["name_translated"])
    except KeyError:
        return own_name(code)


def read_language(typed: str) -> str:
    """The tag that was typed or chosen, in its usual spelling, or that of the language that is named; else as typed."""
    tag = canonical_tag(typed)
    if is_well_formed(tag):
        return tag
    name = " ".join(typed.split()).casefold()
    for code, *names in known_languages():
        in_english = str(LANG_INFO.get(code.lower(), {}).get("name", ""))
        if name in {known.casefold() for known in (*names, in_english)}:
            return code
    return typed


class LanguageInput(forms.TextInput):
    """A line with proposals, which a browser narrows while one types, by tag and by name."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        identifier = f"{name}-list"
        line = super().render(name, value, {**(attrs or {}), "list": identifier}, renderer)
        rows = (
            (code, own if own == shown else f"{own} – {shown}")
            for code, own, shown in known_languages()
        )
        options = format_html_join("", '<option value="{}">{}</option>', rows)
        return format_html('{}<datalist id="{}">{}</datalist>', line, identifier, options)


class LanguageField(LineField):
    """Gives a tag; what is none stays as typed, and the gate says so."""

    widget = LanguageInput

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=MAX_TYPED, **options)

    def to_python(self, value: Any) -> str:
        typed = super().to_python(value)
        return read_language(typed) if typed else ""
