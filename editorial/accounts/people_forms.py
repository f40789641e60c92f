"""The forms of office managers, and of whoever accepts an invitation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth import password_validation
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from editorial.forms.fields import LineField
from editorial.roles import TASKS, role_name

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def role_words(group: Group) -> str:
    """The role and what it does, in plain words."""
    task = TASKS.get(group.name)
    name = role_name(group.name)
    return f"{name}: {task}" if task else name


class RolesForm(forms.Form):
    use_required_attribute = False

    def __init__(self, *args: Any, offered: list[Group], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["roles"] = forms.MultipleChoiceField(
            label=_("Roles"),
            required=False,
            choices=[(group.name, role_words(group)) for group in offered],
            widget=forms.CheckboxSelectMultiple,
        )


class InvitationForm(RolesForm):
    given_name = LineField(label=_("Given name"), max_length=150, required=False)
    family_name = LineField(label=_("Family name"), max_length=150, required=False)
    email = LineField(
        label=_("E-mail address"),
        max_length=254,
        error_messages={"required": _("Fill this in.")},
        widget=forms.TextInput(attrs={"type": "email", "autocomplete": "off"}),
    )


class AddressForm(forms.Form):
    use_required_attribute = False
    email = LineField(
        label=_("E-mail address"),
        max_length=254,
        error_messages={"required": _("Fill this in.")},
        widget=forms.TextInput(attrs={"type": "email", "autocomplete": "off"}),
    )


class FirstPasswordForm(forms.Form):
    """The password that an invited person chooses, typed twice."""

    use_required_attribute = False
    password1 = forms.CharField(
        label=_("Password"),
        strip=False,
        error_messages={"required": _("Fill this in.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label=_("Password again"),
        strip=False,
        error_messages={"required": _("Fill this in.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, account: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.account = account
        self.fields["password1"].help_text = " ".join(
            password_validation.password_validators_help_texts()
        )

    def clean_password1(self) -> str:
        password: str = self.cleaned_data["password1"]
        password_validation.validate_password(password, self.account)
        return password

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if "password1" in typed and typed["password1"] != typed.get("password2"):
            self.add_error("password2", _("This is not the same password."))
        return typed
