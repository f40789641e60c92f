"""Every answer has the headers that protect its reader, whoever answers: views, WhiteNoise, refusals, the fast path."""

from __future__ import annotations

import pytest
from actions.test_picture_library import uploaded, using
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from factories import Cast, article, drafted, published, source
from office import entered
from served import Roads

from editorial.actions.attach import attach_file

EXPECTED = {
    "Content-Security-Policy": "default-src 'none'",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=()",
}


def assert_protected(headers: object) -> None:
    for name, value in EXPECTED.items():
        assert value in headers[name], name  # type: ignore[index]


@pytest.mark.parametrize(
    "address", ["/", "/no-such/", "/search/?q=x", "/api/", "/oai/", "/favicon.ico", "/admin/"]
)
def test_what_views_answer_is_protected(address: str, client: Client, db: None) -> None:
    assert_protected(client.get(address).headers)


def test_static_files_are_protected(client: Client, settings: LazySettings, db: None) -> None:
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True
    answer = client.get("/static/css/footnotes.css")
    assert answer.status_code == 200
    assert_protected(answer.headers)


def test_refused_requests_are_protected(client: Client, db: None) -> None:
    answer = client.get("/", headers={"host": "elsewhere.example"})
    assert answer.status_code == 400
    assert_protected(answer.headers)


def test_pictures_and_evidence_are_protected(cast: Cast, client: Client) -> None:
    stored = uploaded(cast)
    published(article(text="Built.", pictures=using(stored).pictures), cast)
    answer = client.get(reverse("picture", args=[stored.pk]))
    assert answer.status_code == 200
    assert_protected(answer.headers)
    work = drafted(source(), cast)
    attach_file(source=work.pk, data=b"A page.", title="A", origin="A shelf", by=cast.editor)
    pages = entered(cast.editor).get(reverse("admin:desk_evidence", args=[work.slug]))
    assert pages.status_code == 200
    assert_protected(pages.headers)


def test_stored_pages_have_the_same_headers_by_both_roads(roads: Roads) -> None:
    _status, headers, _body = roads.answered_by_front()
    assert_protected(headers)


@pytest.mark.parametrize(
    ("subdomains", "preload", "said"),
    [
        (False, False, "max-age=31536000"),
        (True, False, "max-age=31536000; includeSubDomains"),
        (True, True, "max-age=31536000; includeSubDomains; preload"),
    ],
)
def test_other_hosts_are_bound_only_when_asked(
    subdomains: bool, preload: bool, said: str, client: Client, settings: LazySettings, db: None
) -> None:
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS, settings.SECURE_HSTS_PRELOAD = subdomains, preload
    assert client.get("/", secure=True).headers["Strict-Transport-Security"] == said
