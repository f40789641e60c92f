"""Who has to wait after failed sign-ins. All counts are kept in the database and hold for an hour.

A browser that knows the account (`known_browsers`) answers only for its own failures: nobody elsewhere can keep it
out. For all others there is a limit on the failures for one account from one address, on the accounts tried from one
address, on the failures for one account from everywhere, and on the accounts for which one password is tried, wherever
it comes from. Whoever has to wait can always get in by the link in a letter, and is known from then on.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

from editorial.models import SignInFailure

COUNTED = timedelta(hours=1)
# Failures for one account from unknown browsers everywhere, in limits of one address.
MAX_ADDRESSES_AT_THE_LIMIT = 10
_SALT = "editorial.accounts.sign_in_limits"


class KeptOut(Exception):
    """Too many sign-ins have failed: this one is not looked at."""


def begin(*, account: str, password: str, address: str, browser: str) -> SignInFailure:
    """Count a try before its password is looked at, so that tries at the same time count each other.

    `account` is the key of the account, or the name that was typed if there is none. Delete what is returned when
    the password is right. Raises KeptOut, and counts nothing, when a limit is reached.
    """
    now = timezone.now()
    SignInFailure.objects.before(now - COUNTED).delete()
    attempt = SignInFailure.objects.create(
        at=now,
        account=_digest(account.casefold()),
        address=address,
        browser=browser,
        password=_digest(password)[:4],
    )
    if _is_too_many(attempt):
        attempt.delete()
        raise KeptOut
    return attempt


def _is_too_many(attempt: SignInFailure) -> bool:
    limit = settings.SIGN_IN_FAILURE_LIMIT
    counted = SignInFailure.objects.since(attempt.at - COUNTED).exclude(pk=attempt.pk)
    of_account = counted.filter(account=attempt.account)
    if attempt.browser:
        return bool(of_account.filter(browser=attempt.browser).count() >= limit)
    unknown = counted.from_unknown_browsers()
    others = unknown.exclude(account=attempt.account).values("account").distinct().order_by()
    return bool(
        of_account.filter(browser="", address=attempt.address).count() >= limit
        or of_account.filter(browser="").count() >= limit * MAX_ADDRESSES_AT_THE_LIMIT
        or others.filter(address=attempt.address).count() >= limit
        or others.filter(password=attempt.password).count() >= limit
    )


def _digest(text: str) -> str:
    return salted_hmac(_SALT, text, algorithm="sha256").hexdigest()
