"""Defences of accounts and of what is written down, each tried by itself."""

from __future__ import annotations

import string
import time
from datetime import timedelta

import pytest
from allauth.mfa import app_settings
from browsers import known_browser, signs_in
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.backends.db import SessionStore
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone
from factories import Cast, drafted, source
from office import entered

from editorial.accounts.idle_time import BEGAN_AT
from editorial.actions.attach import attach_file
from editorial.models import Evidence


@pytest.mark.parametrize(
    "password",
    ["Moderator2026!", "encyclopedia1", "The-Library-2026", "approver-approver", "Stet.Office.99"],
)
def test_a_password_of_the_words_of_the_site_is_refused(
    password: str, settings: LazySettings
) -> None:
    settings.SITE_NAME = "The Library"
    with pytest.raises(ValidationError, match="name of the site or of a role"):
        validate_password(password)


@pytest.mark.parametrize(
    "password", ["editor of herons and weirs", "Brennnessel 44 Ufer", "ξηρὰ φύλλα"]
)
def test_a_password_with_words_of_its_own_is_not(password: str) -> None:
    validate_password(password)


def test_a_session_ends_some_time_after_it_began_however_much_it_is_used(
    cast: Cast, settings: LazySettings
) -> None:
    client = known_browser("edna")
    address = reverse("admin:notices")
    assert client.get(address).status_code == 200
    session = client.session
    assert session[BEGAN_AT] <= time.time()
    session[BEGAN_AT] = int(time.time()) - settings.SESSION_COOKIE_AGE - 5
    session.save()
    assert client.get(address).status_code == 302


def test_a_password_of_long_ago_still_lets_in(cast: Cast) -> None:
    long_ago = timezone.now() - timedelta(days=3_000)
    User.objects.filter(pk=cast.editor.pk).update(date_joined=long_ago, last_login=long_ago)
    assert signs_in("edna")


def test_the_name_of_a_session_cannot_be_guessed(db: None) -> None:
    names = {SessionStore()._get_new_session_key() for _ in range(20)}
    assert len(names) == 20
    for name in names:
        assert len(name) >= 32  # of 36 signs: more than 160 bits
        assert set(name) <= set(string.ascii_lowercase + string.digits)


def test_a_recovery_code_has_more_than_twenty_bits() -> None:
    assert 10**app_settings.RECOVERY_CODE_DIGITS > 2**20


def test_what_a_former_key_signed_holds_until_it_is_taken_away(settings: LazySettings) -> None:
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "former", []
    signed = signing.dumps("edna")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "present", ["former"]
    assert signing.loads(signed) == "edna"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(signing.BadSignature):
        signing.loads(signed)


@pytest.mark.parametrize("part", ["subject", "from_email", "to", "reply_to"])
def test_no_letter_gets_a_header_by_a_line_end(part: str) -> None:
    hostile = "edna@example.org\nBcc: all@example.org"
    parts = {part: [hostile] if part in ("to", "reply_to") else hostile}
    letter = EmailMessage(body="x", **({"to": ["a@example.org"]} | parts))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="newlines"):
        letter.message()


def test_the_name_of_a_file_ends_no_header(cast: Cast) -> None:
    work = drafted(source(), cast)
    title = 'a"; filename=b.html\r\nSet-Cookie: x=1'
    attach_file(source=work.pk, data=b"A page.", title=title, origin="A shelf", by=cast.editor)
    address = reverse("admin:desk_evidence_file", args=[Evidence.objects.get().pk])
    answer = entered(cast.editor).get(address)
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert "\n" not in answer.headers.get("Content-Disposition", "")


def test_every_page_of_the_office_leads_out(cast: Cast) -> None:
    page = entered(cast.editor).get(reverse("admin:index")).content.decode()
    assert f'action="{reverse("admin:logout")}"' in page


def test_what_is_forbidden_is_in_the_log(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    address = reverse("admin:record")
    assert entered(cast.editor).get(address).status_code == 403
    assert any(address in record.getMessage() for record in caplog.records)


def test_a_password_may_have_any_characters() -> None:
    for typed in ("830517264950", "пароль на каждый день", "\u2603 " * 6):
        validate_password(typed)
    with pytest.raises(ValidationError):
        validate_password("12345678")
