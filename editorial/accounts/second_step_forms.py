"""The forms of second steps, in the words of the house."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base import forms as base_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from django import forms
from django.utils.translation import gettext_lazy as _

from editorial.accounts.forms import plain


class CodeForm(base_forms.AuthenticateForm):  # type: ignore[misc]
    use_required_attribute = False

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        plain(self)
        self.fields["code"].label = _("Code of your app, or one of your recovery codes")


class CodeAgainForm(base_forms.ReauthenticateForm):  # type: ignore[misc]
    use_required_attribute = False

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        plain(self)
        self.fields["code"].label = _("Code of your app, or one of your recovery codes")


class AppForm(totp_forms.ActivateTOTPForm):  # type: ignore[misc]
    use_required_attribute = False

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        plain(self)
        self.fields["code"].label = _("The six digits that the app shows now")


class PasskeyForm(webauthn_forms.AddWebAuthnForm):  # type: ignore[misc]
    """Every key is asked to know its person by itself, so that it alone lets in."""

    use_required_attribute = False
    passwordless = forms.BooleanField(initial=True, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        plain(self)
        self.fields["name"].label = _("What you call it, as “laptop” or “key on my ring”")
