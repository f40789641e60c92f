"""What allauth asks of the house: who has to wait, whom the browser knows, and what is logged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.accounts import known_browsers, second_step, sign_in_limits
from editorial.accounts.client_address import client_address
from editorial.accounts.letters import deliver, letter_words
from editorial.accounts.outside.again import was_known_again, ways_again
from editorial.models import AccountEvent, AccountEventKind
from editorial.models.profiles import in_language_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.core.mail import EmailMessage

# What allauth stores where no address is known: all such clients are counted together.
UNKNOWN_ADDRESS = "0.0.0.0"  # noqa: S104 — nothing listens there


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request) or UNKNOWN_ADDRESS

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """The account with this name and password, within the limits; every outcome but success is logged here."""
        name = credentials.get("email") or credentials.get("username") or ""
        account = _account_named(name)
        address = client_address(request) or ""
        try:
            attempt = sign_in_limits.begin(
                account=str(account.pk) if account else f"name:{name}",
                password=credentials.get("password", ""),
                address=address,
                browser=known_browsers.browser_of(request, account),
            )
        except sign_in_limits.KeptOut as kept_out:
            _log_once(account, address)
            raise ImmediateHttpResponse(too_many(request)) from kept_out
        user: User | None = super().authenticate(request, **credentials)
        if user is None:
            AccountEvent.objects.create(
                kind=AccountEventKind.REFUSED, account=account, address=address
            )
        else:
            attempt.delete()
        return user

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """allauth's own limits are not asked: they know no browsers."""

    def post_login(self, request: HttpRequest, user: User, **login: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **login)
        AccountEvent.objects.create(
            kind=AccountEventKind.SIGNED_IN,
            account=user,
            by=user,
            address=client_address(request) or "",
        )
        response = second_step.ask(request, user, response["Location"]) or response
        known_browsers.remember(request, response, user)
        return response

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """allauth's, and signing in once more with an account of another site: the only one without a password."""
        ways: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [*ways, *ways_again(user)]

    def is_reauthentication_required(self, *, app: str, **options: Any) -> bool:
        required: bool = super().is_reauthentication_required(app=app, **options)
        return required and not was_known_again(self.request)

    def set_password(self, user: User, password: str) -> None:
        """One's own new password: changed by whoever is signed in, or set by the link in a letter."""
        super().set_password(user, password)
        changed = self.request.user == user
        AccountEvent.objects.create(
            kind=AccountEventKind.PASSWORD_CHANGED if changed else AccountEventKind.PASSWORD_RESET,
            account=user,
            by=user,
            address=client_address(self.request) or "",
        )

    def add_message(self, *args: Any, **options: Any) -> None:
        """Pages say in our words what was done."""

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The address in a letter is the site's, whatever host the request named."""
        person, _dash, token = key.partition("-")
        return settings.SITE_URL + reverse(
            "account_reset_password_from_key", kwargs={"uidb36": person, "key": token}
        )

    def format_email_subject(self, subject: str) -> str:
        return f"{settings.SITE_NAME}: {subject}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        with in_language_of(context.get("user")):
            message: EmailMessage = self.render_mail(template_prefix, email, letter_words(context))
        deliver(email, str(message.subject), str(message.body))


def _account_named(name: str) -> User | None:
    users = get_user_model().objects.filter(Q(username__iexact=name) | Q(email__iexact=name))
    return users.order_by("pk").first() if name else None


def _log_once(account: User | None, address: str) -> None:
    """A flood of tries that nobody looks at is one line an hour."""
    kept_out = AccountEvent.objects.of_kind(AccountEventKind.KEPT_OUT).filter(
        account=account, address=address
    )
    if not kept_out.since(timezone.now() - sign_in_limits.COUNTED).exists():
        AccountEvent.objects.create(
            kind=AccountEventKind.KEPT_OUT, account=account, address=address
        )


def too_many(request: HttpRequest) -> HttpResponse:
    """The page for a person who has to wait."""
    context = {
        **admin.site.each_context(request),
        "title": _("Too many failed sign-ins"),
        "hours": round(sign_in_limits.COUNTED.total_seconds() / 3600),
    }
    return render(request, "account/too_many_sign_ins.html", context, status=429)
