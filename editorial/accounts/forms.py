"""The forms of signing in and of passwords, in the words of the house."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

WRONG = _(
    "No account has this name and password. Look at capital letters, or have a new password sent to you."
)


class SignInForm(allauth_forms.LoginForm):  # type: ignore[misc]
    use_required_attribute = False

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        plain(self)
        _label(self, login=_("Name or e-mail address"), password=_("Password"))
        self.fields["login"].widget.attrs.update(autocomplete="username", autofocus=True)

    def clean(self) -> Any:
        try:
            return super().clean()
        except forms.ValidationError as error:
            raise forms.ValidationError(WRONG, code="wrong") from error


class ResetForm(allauth_forms.ResetPasswordForm):  # type: ignore[misc]
    use_required_attribute = False

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        plain(self)
        _label(self, email=_("E-mail address of your account"))


class NewPasswordForm(allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    use_required_attribute = False

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        plain(self)
        _new_password(self)


class ChangePasswordForm(allauth_forms.ChangePasswordForm):  # type: ignore[misc]
    use_required_attribute = False

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        plain(self)
        _label(self, oldpassword=_("Your password now"))
        _new_password(self)


class PasswordAgainForm(allauth_forms.ReauthenticateForm):  # type: ignore[misc]
    use_required_attribute = False

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        plain(self)
        _label(self, password=_("Password"))


def plain(form: forms.Form) -> None:
    """Without placeholders, which vanish as one types, and without help that is a link to another page."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
        field.help_text = ""
        if isinstance(field, forms.CharField):
            field.error_messages["required"] = _("Fill this in.")


def _label(form: forms.Form, **labels: Any) -> None:
    for name, label in labels.items():
        form.fields[name].label = label


def _new_password(form: forms.Form) -> None:
    _label(form, password1=_("New password"), password2=_("New password again"))
    form.fields["password1"].help_text = " ".join(
        password_validation.password_validators_help_texts()
    )
