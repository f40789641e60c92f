"""Which e-mail addresses an account may get."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from editorial.workflow import Refused

MAX_ADDRESS_LENGTH = 254  # of the column


def require_free_address(email: str) -> None:
    """Raises Refused for what is no address, and for one that an account has."""
    try:
        validate_email(email)
    except ValidationError as error:
        raise Refused(_("This is no e-mail address.")) from error
    if len(email) > MAX_ADDRESS_LENGTH:
        raise Refused(_("This is no e-mail address."))
    if get_user_model().objects.filter(email__iexact=email).exists():
        raise Refused(_("An account has this address already."))
