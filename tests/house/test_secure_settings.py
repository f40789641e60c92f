"""What the settings are where a site is really served: with HTTPS, and nothing else asked for."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
AS_SERVED = {
    "SECRET_KEY": "s" * 60,
    "SITE_URL": "https://encyclopedia.example",
    "ALLOWED_HOSTS": "encyclopedia.example",
    "DATABASE_URL": "sqlite:///unused.sqlite3",
    "PATH": os.environ["PATH"],
}
PRINT = """
import json
from encyclopedia import settings
print(json.dumps({k: v for k, v in vars(settings).items() if k.isupper()}, default=str))
"""


def started(**environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PRINT],
        cwd=ROOT,
        env=AS_SERVED | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@cache
def served() -> dict[str, Any]:
    done = started()
    assert done.returncode == 0, done.stderr
    settings: dict[str, Any] = json.loads(done.stdout)
    return settings


def value(name: str) -> Any:
    """Of a setting; of a part of one, as `MFA_FORMS.authenticate`."""
    setting: Any = served()
    for part in name.split("."):
        setting = setting[part]
    return setting


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("DEBUG", False),
        ("SESSION_COOKIE_NAME", "__Host-sessionid"),
        ("CSRF_COOKIE_NAME", "__Host-csrftoken"),
        ("COOKIE_PREFIX", "__Host-"),
        ("SESSION_COOKIE_SECURE", True),
        ("CSRF_COOKIE_SECURE", True),
        ("SESSION_COOKIE_HTTPONLY", True),
        ("CSRF_COOKIE_HTTPONLY", True),
        ("SESSION_COOKIE_SAMESITE", "Lax"),
        ("CSRF_COOKIE_SAMESITE", "Lax"),
        ("SECURE_SSL_REDIRECT", True),
        ("SECURE_HSTS_SECONDS", 31_536_000),
        ("SECURE_HSTS_INCLUDE_SUBDOMAINS", False),
        ("SECURE_HSTS_PRELOAD", False),
        ("SECURE_CONTENT_TYPE_NOSNIFF", True),
        ("SECURE_REFERRER_POLICY", "same-origin"),
        ("X_FRAME_OPTIONS", "DENY"),
        ("TRUSTED_PROXIES", 0),
        ("SESSION_IDLE_SECONDS", 8 * 60 * 60),
        ("SESSION_COOKIE_AGE", 14 * 24 * 60 * 60),
        ("SIGN_IN_FAILURE_LIMIT", 8),
        ("SECOND_STEP_ROLES", ["Moderators", "Approvers", "Office managers"]),
        ("ACCOUNT_SIGNUP_ENABLED", False),
        ("ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS", False),
        ("ACCOUNT_REAUTHENTICATION_TIMEOUT", 15 * 60),
        ("MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN", False),
        ("CSRF_TRUSTED_ORIGINS", ["https://encyclopedia.example"]),
        ("STORAGES.default.OPTIONS.file_permissions_mode", 0o600),
        ("STORAGES.default.OPTIONS.directory_permissions_mode", 0o700),
        ("CATALOGUES", []),
    ],
)
def test_a_site_is_served_with(name: str, expected: object) -> None:
    assert value(name) == expected


@pytest.mark.parametrize(
    ("directive", "sources"),
    [
        ("default-src", "'none'"),
        ("script-src", "'self'"),
        ("style-src", "'self'"),
        ("object-src", "'none'"),
        ("base-uri", "'none'"),
        ("form-action", "'self'"),
        ("frame-ancestors", "'none'"),
    ],
)
def test_the_policy_of_content_allows_no_more_than(directive: str, sources: str) -> None:
    assert value("CONTENT_SECURITY_POLICY")["DIRECTIVES"][directive] == [sources]


@pytest.mark.parametrize("feature", ["camera", "geolocation", "microphone", "payment", "usb"])
def test_pages_ask_browsers_for_no(feature: str) -> None:
    assert f"{feature}=()" in value("PERMISSIONS_POLICY").split(", ")


@pytest.mark.parametrize(
    "validator",
    [
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "SiteWordsValidator",
    ],
)
def test_passwords_are_looked_at_by(validator: str) -> None:
    names = {row["NAME"].rpartition(".")[2] for row in value("AUTH_PASSWORD_VALIDATORS")}
    assert validator in names


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"SECURE_HSTS_PRELOAD": "1"}, "needs SECURE_HSTS_INCLUDE_SUBDOMAINS"),
        ({"HTTPS": "perhaps"}, "HTTPS must be 1 or 0"),
        ({"DATABASE_URL": "mysql:///x"}, "DATABASE_URL must begin with"),
    ],
)
def test_a_value_that_cannot_be_meant_prevents_the_start(
    environment: dict[str, str], words: str
) -> None:
    done = started(**environment)
    assert done.returncode != 0
    assert words in done.stderr


def test_without_https_cookies_have_names_that_browsers_take_there() -> None:
    settings = json.loads(started(HTTPS="0").stdout)
    assert settings["SESSION_COOKIE_NAME"] == "sessionid"
    assert settings["CSRF_COOKIE_NAME"] == "csrftoken"
