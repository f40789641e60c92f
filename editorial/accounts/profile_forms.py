"""The forms of one's own profile and e-mail address."""

from __future__ import annotations

from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import global_settings, settings
from django.utils.translation import get_language_info, gettext
from django.utils.translation import gettext_lazy as _

from editorial.forms.fields import LineField, OrcidField
from editorial.models.profiles import MAX_AFFILIATION, Profile
from encyclopedia.screen_languages import own_name
from encyclopedia.wording.filled_in import listed

# Of the IANA database, names without a place in them are technical or former ones.
_TECHNICAL = ("Etc/", "SystemV/")


class ProfileForm(forms.Form):
    use_required_attribute = False
    given_name = LineField(
        label=_("Given name"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    family_name = LineField(
        label=_("Family name"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    orcid = OrcidField(label=_("ORCID"), max_length=60, required=False)
    affiliation = LineField(
        label=_("Affiliation"),
        max_length=MAX_AFFILIATION,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages you read"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        error_messages={"invalid_choice": _("Choose languages of the list.")},
    )
    office_language = forms.ChoiceField(
        label=_("Language of the office"),
        required=False,
        help_text=_("Your screens and letters are in it. Readers’ pages are not."),
        error_messages={"invalid_choice": _("Choose a language of the list.")},
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        required=False,
        help_text=_("All times in the office are shown in it."),
        error_messages={"invalid_choice": _("Choose a time zone of the list.")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        languages, zone = self.fields["languages"], self.fields["time_zone"]
        screens = self.fields["office_language"]
        if isinstance(languages, forms.MultipleChoiceField):
            named = [(code, _language(code)) for code, _name in global_settings.LANGUAGES]
            languages.choices = sorted(named, key=lambda choice: str(choice[1]).casefold())
            languages.help_text = gettext("To choose several, hold Ctrl, or ⌘ on a Mac.")
        if isinstance(screens, forms.ChoiceField):
            site = gettext("that of the site: %(language)s") % {
                "language": own_name(Profile().screen_language)
            }
            screens.choices = [("", site), *settings.OFFICE_LANGUAGES]
        if isinstance(zone, forms.ChoiceField):
            site = gettext("that of the site: %(zone)s") % {"zone": settings.TIME_ZONE}
            zone.choices = [("", site), *((name, name.replace("_", " ")) for name in zone_names())]


class NewAddressForm(forms.Form):
    use_required_attribute = False
    email = LineField(
        label=_("New e-mail address"),
        max_length=254,
        error_messages={"required": _("Fill this in.")},
        widget=forms.TextInput(attrs={"type": "email", "autocomplete": "email"}),
    )


@cache
def zone_names() -> tuple[str, ...]:
    """The places of the IANA database as this machine has it, and UTC, in the order of the alphabet."""
    places = (name for name in available_timezones() if "/" in name)
    return (*sorted(name for name in places if not name.startswith(_TECHNICAL)), "UTC")


def language_names(codes: list[str]) -> str:
    """As “French, German”; of codes that Django has no longer, the code."""
    return listed(sorted(map(_language, codes)))


def _language(code: str) -> str:
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code
