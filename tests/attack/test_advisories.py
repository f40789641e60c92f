"""What was published against the libraries used, and against Wagtail, tried here, a test for each class.

Classes that other tests hold are listed with these in docs/security.md, “Advisories replayed”;
`test_the_list_of_advisories.py` looks after that list.
"""

from __future__ import annotations

import hashlib
import io
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from access.routes import addresses, names, places
from access.table import ROUTES
from access.test_every_route import watched_writes
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from factories import Cast, article, drafted, person, published, source, submitted
from office import entered

from editorial import actions
from editorial.actions.attach import attach_passage
from editorial.models import DraftCitation, Evidence, Restriction, Shown
from encyclopedia.logs import JsonLine, logging_of

pytestmark = pytest.mark.django_db

SQL = "zz_injected"
NAMES = (
    *("order", "sort", "kind", "state", "who", "after", "before", "q", "tag", "letter", "page"),
    *("_connector", "_negated", f"slug__{SQL}", f'data__a") = 1 OR "{SQL}', f"order_by.{SQL}"),
)
VALUES = (
    f'{SQL}"; DROP TABLE x; --',
    f"-{SQL}.title",
    f"{SQL} OR 1=1 OR",
    f"a') -- {SQL}",
    f"{SQL}\x1f.%s%%",
)
LISTS = (
    *("/search/", "/browse/", "/tags/", "/corrections/", "/feed.atom", "/oai"),
    *("/api/v1/entries/", "/api/v1/search/", "/api/v1/changes/", "/api/v1/sources/"),
    *("/admin/everything/", "/admin/record/", "/admin/pictures/", "/admin/people/log/"),
    "/admin/editorial/articlemanuscript/",
    "/admin/encyclopedia/tag/",
)


@contextmanager
def statements() -> Iterator[list[str]]:
    texts: list[str] = []

    def note(execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
        texts.append(sql)
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(note):
        yield texts


def test_no_typed_word_is_part_of_a_statement(cast: Cast) -> None:
    """SQL by names and values of parameters, aliases, keys and orders: Django's CVE-2025-64459, CVE-2025-57833,
    CVE-2025-59681, CVE-2025-13372, CVE-2026-1287, CVE-2026-1312, CVE-2024-42005, CVE-2024-53908, CVE-2022-28346,
    CVE-2022-34265, CVE-2021-35042, CVE-2019-14234.
    """
    drafted(article(), cast)
    client = entered(cast.superuser)
    with statements() as texts:
        for path in LISTS:
            for value in VALUES:
                query = "&".join(f"{quote(name)}={quote(value)}" for name in NAMES)
                assert client.get(f"{path}?{query}").status_code < 500, path
    assert len(texts) > len(LISTS) * len(VALUES)
    assert [text for text in texts if SQL in text] == []


def test_a_guess_is_the_same_work_whoever_is_named(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Accounts told apart by the time of an answer: Django's CVE-2024-39329 and CVE-2025-13473, CVE-2016-2513."""
    without = person("ines", "Editors")
    without.set_unusable_password()
    without.save(update_fields=["password"])
    made = MD5PasswordHasher.encode
    count = 0

    def counted(*args: Any, **options: Any) -> str:
        nonlocal count
        count += 1
        return made(*args, **options)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    works = {}
    for number, name in enumerate(
        ("mona", "nobody", "dora", "ines", "mona@example.org", "no@example.org", "ines@example.org")
    ):
        count = 0
        given = {"login": name, "password": "no password of theirs"}
        Client(REMOTE_ADDR=f"198.51.100.{number}").post(reverse("account_login"), given)
        works[name] = count
    assert set(works.values()) == {1}, works


@pytest.mark.parametrize("typed", ["mıke@example.org", "mi\u212ae@example.org", "MIKE@EXAMPLE.ORG"])
def test_a_letter_goes_to_the_address_that_is_kept(
    cast: Cast, typed: str, django_capture_on_commit_callbacks: Any
) -> None:
    """An account taken over by an address that only looks the same: Django's CVE-2019-19844."""
    person("mike", "Editors")
    with django_capture_on_commit_callbacks(execute=True):
        Client().post(reverse("account_reset_password"), {"email": typed})
    assert {one for letter in mail.outbox for one in letter.to} <= {"mike@example.org"}
    assert len(mail.outbox) == 1 or typed.isascii() is False


def test_no_condition_of_a_stranger_tells_which_file_is_here(cast: Cast) -> None:
    """A private file known by its digest, asked by `If-None-Match`: Wagtail's GHSA-92hv-j533-69wc."""
    cited = published(source(), cast)
    attach_passage(source=cited.pk, text="It met.", page="1", origin="a", by=cast.moderator)
    file = Evidence.objects.get()
    address = reverse("admin:desk_evidence_file", args=[file.pk])
    digests = (
        file.digest,
        hashlib.sha256(b"other").hexdigest(),
        hashlib.sha1(b"It met.").hexdigest(),
    )
    clerk = entered(person("clerk"))
    for client in (Client(), clerk):
        bare = client.get(address)
        assert bare.status_code in (302, 403, 404)
        for digest in digests:
            for name in ("If-None-Match", "If-Match"):
                for form in (f'"{digest}"', f'W/"{digest}"', "*"):
                    answer = client.get(address, headers={name: form})
                    assert (answer.status_code, answer.headers.get("ETag")) == (
                        bare.status_code,
                        None,
                    )


def test_no_spelling_of_an_address_opens_a_door_or_leads_away(cast: Cast) -> None:
    """Addresses with a line end, two slashes or another spelling: Django's CVE-2021-44420, CVE-2018-14574,
    CVE-2017-7233; redirects to another host.
    """
    doors = [
        path
        for name in sorted(ROUTES)
        if name.startswith("admin:")
        for _state, path in addresses(name, {})
    ]
    assert len(doors) > 30
    stranger = Client()
    for path in doors:
        for spelled in (
            f"{path}\n",
            f"/{path}",
            f"{path}\0",
            path.upper(),
            f"{path}../",
            f"{path};a=1",
        ):
            answer = stranger.get("/", PATH_INFO=spelled)
            assert answer.status_code in (301, 302, 404), spelled
            assert re.match(r"/(?![/\\])|$", answer.headers.get("Location", "")), spelled
    for away in ("//evil.example", "///evil.example/a", "/\\evil.example", "//evil.example/admin"):
        leads = stranger.get("/", PATH_INFO=away).headers.get("Location", "")
        assert re.match(r"/(?![/\\])|$", leads), (away, leads)


def test_no_form_has_too_many_fields_or_files(cast: Cast, settings: Any) -> None:
    """Requests of very many parts: Django's CVE-2023-24580, and CVE-2026-33033 (white space)."""
    client = Client()
    limit = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    path = reverse("account_login")
    form = "application/x-www-form-urlencoded"
    assert client.post(path, "a=1&" * (limit + 1), content_type=form).status_code == 400
    files = {f"f{number}": io.BytesIO(b"a") for number in range(101)}
    assert client.post(path, files).status_code == 400
    spaced = f'--b\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n{"Content-Transfer-Encoding"}: base64'
    body = f"{spaced}\r\n\r\n{' ' * 500_000}YQ==\r\n--b--\r\n"
    assert (
        client.post(path, body, content_type="multipart/form-data; boundary=b").status_code == 200
    )


@pytest.mark.parametrize("lines", ["words", "json"])
def test_an_address_makes_one_line_of_the_log(lines: str, caplog: pytest.LogCaptureFixture) -> None:
    """Lines and colours put into the log by an address: Django's CVE-2025-48432."""
    client = Client()
    for path in ("/a%0aERROR%20forged", "/a%0d%0aforged", "/%1b%5b31mred", "/a%e2%80%a8forged"):
        client.get(path)
        client.post(path)
    client.get("/", HTTP_HOST="evil.example\nforged")
    asked = [record for record in caplog.records if record.name.startswith("django")]
    assert len(asked) > 5
    words = logging_of("WARNING", lines, "")["formatters"]["words"]["format"]
    formatter = JsonLine() if lines == "json" else logging.Formatter(words, style="{")
    for record in asked:
        record.request_name, record.exc_info, record.exc_text = "-", None, None
        line = formatter.format(record)
        assert not re.search(r"[\x00-\x1f\x7f]", line), line


# They read no cookie, ask for a form's token themselves once the file has come, or answer nothing but GET.
WITHOUT_TOKEN = re.compile(
    r"^(api(_|$)|oai$|healthz|readyz|metrics|policy_report|report_error|admin:import_new|.*saml)"
)


def test_no_form_of_another_site_is_taken(cast: Cast) -> None:
    """State changed by a form of another site: Django's CVE-2011-0696, CVE-2016-7401, and every GET that writes."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.superuser)
    cited = published(source(), cast)
    attach_passage(source=cited.pk, text="It met.", page="1", origin="a", by=cast.moderator)
    manuscript = submitted(article(text="It met.[@service-trotsky-2009, p. 1]"), cast)
    actions.start_thread(manuscript=manuscript.pk, by=cast.editor, words="It met", comment="When?")
    passed, tried = set(), set()
    asked = places({"submitted": manuscript})
    for name in names():
        for _state, path in addresses(name, asked):
            tried.add(name)
            if client.post(path, {"reason": "because"}).status_code != 403:
                passed.add(name)
    # The ways to other sites are there with a provider: tests/accounts/test_outside.py has their forms.
    untried = {name for name in ROUTES if name not in tried}
    assert not [name for name in untried if not name.startswith(("account_", "mfa_", "cite_"))]
    assert {name for name in passed if not WITHOUT_TOKEN.match(name)} == set()


def test_what_is_named_in_ones_own_address_has_to_belong_there(cast: Cast) -> None:
    """Others' things reached through an address of one's own: Wagtail's CVE-2026-44199; Django's CVE-2026-4277."""
    published(source(), cast)
    cited = "Text {}.[@service-trotsky-2009, p. 12]"
    foreign = submitted(article("Foreign", slug="foreign", text=cited.format("foreign")), cast)
    own = submitted(article("Own", slug="own", text=cited.format("own")), cast)
    digest = DraftCitation.objects.get(manuscript=foreign).digest
    guest = person("guest", "Moderators", "Editors")
    Restriction.objects.create(
        account=guest,
        shown=Shown.MANUSCRIPT,
        manuscript=own,
        ends_at=timezone.now() + timedelta(days=1),
        by=cast.superuser,
    )
    client = entered(guest)
    names = ("citation", "card", "check", "confirm", "hold", "release")
    paths = [reverse("admin:answer", args=[own.pk, digest])]
    paths += [reverse(f"admin:desk_{name}", args=[own.pk, digest]) for name in names]
    for path in paths:
        with watched_writes() as writes:
            answers = (client.get(path), client.post(path, {"verdict": "supports", "reason": "a"}))
        assert writes == [], path
        for answer in answers:
            assert answer.status_code in (404, 405, 409), path
            assert b"oreign" not in answer.content, path


def test_nginx_passes_on_no_header_that_only_looks_like_its_own() -> None:
    """`X_Forwarded_For` beside `X-Forwarded-For`: Django's CVE-2026-3902, CVE-2015-0219. nginx drops it unless told."""
    conf = (Path(__file__).parents[2] / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    assert "X-Forwarded-For $remote_addr" in conf
    assert not re.search(r"underscores_in_headers|ignore_invalid_headers", conf)


def test_a_missing_page_says_words_of_its_address_only_as_a_search() -> None:
    """A sentence of somebody else on a page of ours: Django's CVE-2019-3498. They stand in quotation marks."""
    page = (
        Client().get("/notice/Your%20account%20ended,%20go%20to%20evil.example/").content.decode()
    )
    assert "Search for “Your account ended, go to evil.example”" in page
    rest = re.sub(r'<a href="/search/\?q=[^"]*">Search for “[^<]*”</a>|<q>[^<]*</q>', "", page)
    assert "evil.example" not in rest
