"""The forms to merge two entries of one work, person, body or subject, or to mark them as different."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.forms.fields import LineField
from editorial.models import Manuscript
from editorial.models.manuscripts import ManuscriptQuerySet
from editorial.workflow import linkable_by
from encyclopedia.core.names import name_key
from encyclopedia.models import Kind

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MAX_COUNT = 500
_EDITION = re.compile(r"/@\d+$", re.ASCII)


class ApartForm(forms.Form):
    """Why two that look alike are different."""

    use_required_attribute = False

    reason = LineField(
        label=gettext_lazy("How do they differ?"),
        max_length=MAX_COUNT,
        error_messages={
            "required": gettext_lazy("Say how they differ: they are not proposed again.")
        },
    )


class MergeForm(forms.Form):
    """Which of the two is kept, what it takes over from the other, and why."""

    use_required_attribute = False

    keep = forms.ChoiceField(
        label=gettext_lazy("Which one is kept?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose the one that is kept."),
            "invalid_choice": gettext_lazy("Choose one of the two."),
        },
    )
    fill = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": gettext_lazy(
                "The two have changed since then. Compare them again, then merge."
            )
        },
    )
    reason = LineField(
        label=gettext_lazy("Why are they one?"),
        max_length=MAX_COUNT,
        error_messages={
            "required": gettext_lazy("Say why: those who read the history should see what you saw.")
        },
    )

    def __init__(
        self,
        *args: Any,
        pair: tuple[Manuscript, Manuscript],
        lacking: Mapping[str, frozenset[str]],
        **options: Any,
    ) -> None:
        """`lacking`: name of each thing that one of the two could take over → the ids of those that lack it."""
        super().__init__(*args, **options)
        self.label_suffix = ""
        self.lacking = lacking
        keep, fill = self.fields["keep"], self.fields["fill"]
        if isinstance(keep, forms.ChoiceField) and isinstance(fill, forms.MultipleChoiceField):
            keep.choices = [(str(entry.pk), entry.slug) for entry in pair]
            # Nothing is chosen where the kept one's value stays.
            fill.choices = [("", ""), *((name, name) for name in lacking)]

    def clean(self) -> dict[str, Any]:
        """Only what the kept one lacks; other ticks change nothing."""
        cleaned: dict[str, Any] = super().clean() or {}
        keep = cleaned.get("keep", "")
        cleaned["fill"] = [n for n in cleaned.get("fill", []) if n and keep in self.lacking[n]]
        return cleaned


class OtherForm(forms.Form):
    """Which other entry it is: a source by its key, any other by its title or address."""

    use_required_attribute = False

    key = LineField(
        label=gettext_lazy("Key of the other source"),
        max_length=300,
        widget=forms.TextInput(
            attrs={"data-lookup": "sources", "autocomplete": "off", "spellcheck": "false"}
        ),
        error_messages={"required": gettext_lazy("Give the key of the other source.")},
    )

    def __init__(
        self, *args: Any, entry: Manuscript, by: User, hosts: Collection[str] = (), **options: Any
    ) -> None:
        """`hosts`: those of this site, with their ports, whose whole addresses are understood."""
        super().__init__(*args, **options)
        self.label_suffix = ""
        self.entry, self.by, self.hosts = entry, by, hosts
        if entry.kind != Kind.SOURCE:
            field = self.fields["key"]
            field.label = _("Title or address of the other entry")
            field.error_messages["required"] = _("Give the title of the other entry.")
            field.widget.attrs["data-lookup"] = "entries"

    def clean_key(self) -> Manuscript:
        typed = str(self.cleaned_data["key"])
        of_kind = linkable_by(self.by).of_kind(self.entry.kind).unmerged()
        named = self._named(of_kind, typed)
        if not named:
            raise ValidationError(self._unknown() % {"key": typed.removeprefix("@")})
        if named == [self.entry]:
            raise ValidationError(_("That is this entry itself. Choose another one."))
        others = [row for row in named if row != self.entry]
        if len(others) > 1:
            paths = ", ".join(row.path for row in others)
            raise ValidationError(
                _("Several entries have this title. Give the address of one: %(paths)s.")
                % {"paths": paths}
            )
        return others[0]

    def _named(self, rows: ManuscriptQuerySet, typed: str) -> list[Manuscript]:
        if self.entry.kind == Kind.SOURCE:
            return list(rows.filter(slug=self._slug(typed).removeprefix("@")))
        return list(rows.filter(slug=self._slug(typed))) or list(
            rows.filter(name_key=name_key(typed))[:5]
        )

    def _slug(self, typed: str) -> str:
        """The slug in an address, whole as the browser shows it or only its path, of an edition too."""
        try:
            parts = urlsplit(typed)
        except ValueError:
            return typed
        is_ours = parts.scheme in ("http", "https") and parts.netloc.lower() in self.hosts
        path = unquote(parts.path) if is_ours or typed.startswith("/") else typed
        path = path.strip("/").removeprefix(f"{self.entry.kind}/")
        return _EDITION.sub("", path)

    def _unknown(self) -> str:
        if self.entry.kind == Kind.SOURCE:
            return _("No source has the key “%(key)s”. Type a part of its title to look it up.")
        return _(
            "No entry of the same kind is called “%(key)s”: only two persons, two organisations or two articles are"
            " merged. Type a part of its title to look it up."
        )
