"""A passkey, an app's number and the end of other sessions, in a browser with an authenticator of its own."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from factories import PASSWORD, Cast
from playwright.sync_api import Page, expect
from screens import Opened, enter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def with_authenticator(page: Page) -> Page:
    """The page, in a browser whose device keeps passkeys and says that its person is there."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return page


def show_who_one_is(page: Page, path: str) -> None:
    page.goto(path)
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_url(f"**{path}")


def sign_in(page: Page, username: str) -> None:
    """By the form."""
    page.goto("/account/login/?next=/admin/")
    page.fill("#id_login", username)
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")


def test_a_passkey_lets_in_without_a_password_and_is_taken_away(
    opened: Opened, people: Cast
) -> None:
    page = with_authenticator(opened())
    enter(page, "mona")
    show_who_one_is(page, "/account/steps/passkey/")
    page.fill("#id_name", "laptop")
    page.get_by_role("button", name="Set up a passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    assert page.locator(".recovery-codes li").count() == 10
    page.context.clear_cookies()
    page.goto("/account/login/?next=/admin/desk/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(re.compile(r"^[^?]*/admin/desk/$"))
    show_passkey_again(page)
    page.get_by_role("link", name="Take away the passkey laptop").click()
    page.get_by_role("button", name="Take the passkey away").click()
    page.wait_for_url("**/account/steps/")
    assert not Authenticator.objects.exists()


def show_passkey_again(page: Page) -> None:
    """What changes second steps asks once more who one is: here by the password."""
    show_who_one_is(page, "/account/steps/codes/new/")
    page.goto("/account/steps/")


def test_a_passkey_is_the_second_step_after_a_password(opened: Opened, people: Cast) -> None:
    page = with_authenticator(opened())
    enter(page, "mona")
    show_who_one_is(page, "/account/steps/passkey/")
    page.get_by_role("button", name="Set up a passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.context.clear_cookies()
    sign_in(page, "mona")
    page.wait_for_url("**/account/steps/code/")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/admin/")


def test_an_app_is_set_up_from_the_picture_or_the_key(opened: Opened, people: Cast) -> None:
    page = opened()
    enter(page, "mona")
    show_who_one_is(page, "/account/steps/app/")
    picture = page.locator("img.app-key")
    assert picture.evaluate("image => image.complete && image.naturalWidth > 50")
    secret = page.locator(".app-key-words").inner_text()
    _before, counter, _after = auth.yield_hotp_counters_from_time()
    page.fill("#id_code", auth.format_hotp_value(auth.hotp_value(secret, counter)))
    page.get_by_role("button", name="Set up the app").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()


def test_a_browser_without_a_passkey_says_so_in_words(opened: Opened, people: Cast) -> None:
    page = with_authenticator(opened())
    page.goto("/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("no passkey for this site")


def test_without_script_there_is_no_button_that_does_nothing(opened: Opened, people: Cast) -> None:
    page = opened(script=False)
    page.goto("/account/login/")
    expect(page.get_by_role("button")).to_have_count(1)


def test_another_browser_is_signed_out_from_here(opened: Opened, people: Cast) -> None:
    here, there = opened(), opened()
    for page in (here, there):
        sign_in(page, "edna")
        page.wait_for_url("**/admin/")
    here.goto("/account/sessions/")
    here.get_by_role("button", name="End all other sessions").click()
    # Signing in is not enough for it; what was pressed goes on by itself.
    here.fill("#id_password", PASSWORD)
    here.press("#id_password", "Enter")
    expect(here.locator(".messagelist")).to_contain_text("You are signed in here only.")
    expect(here.get_by_role("button", name="End all other sessions")).to_have_count(0)
    there.goto("/admin/")
    there.wait_for_url("**/account/login/**")
    here.goto("/admin/")
    here.wait_for_url("**/admin/")
