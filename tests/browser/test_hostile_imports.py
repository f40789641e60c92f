"""Published payloads come in by every road of imports, and run in no browser, with the policy of content or without.

Many stand on one page, so that a handful of pages shows all of them; a portion of the list in `make test`. The browser
is answered by the test's own client: no server, and no other host.
"""

from __future__ import annotations

import bz2
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
from api.world import sent, token_of
from attack.bombs import _zipped
from attack.parsers import docx
from attack.roads import Roads
from django.contrib.staticfiles import finders
from django.core.management.base import CommandError
from django.test import Client
from django.urls import reverse
from factories import Cast, article, published, source
from office import entered
from playwright.sync_api import Browser, Page, Route
from portions import Portion
from screens import active_content

from editorial.models import Import, Manuscript
from encyclopedia.markup import parse
from encyclopedia.models import Entry

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

ON_A_PAGE = 300
IN_A_PORTION = 60
SITE = "http://site.test"
# What payloads call; each call is noted, and so is what they ask other hosts for.
_NOTES = """
window.ran = [];
for (const name of ["alert", "prompt", "confirm", "print", "open"])
  window[name] = (...words) => { window.ran.push(`${name}(${words})`); };
"""


def word(roads: Roads, payloads: Sequence[str], number: int) -> None:
    written = "".join(f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>" for text in payloads)
    title = "<w:p><w:pPr><w:pStyle w:val='Title'/></w:pPr><w:r><w:t>Word</w:t></w:r></w:p>"
    roads.command(
        "import_text", roads.file(f"{number}.docx", docx(title + written)), "--title", "Word"
    )


def pasted(roads: Roads, payloads: Sequence[str], number: int) -> None:
    """As they are, as words, and in attributes."""
    parts = (
        f"<div>{text}</div></script></style></textarea></title>--><p>{escape(text)}</p>"
        f'<p><a href="{escape(text)}">a</a><img src="{escape(text)}" alt="{escape(text)}"></p>'
        for text in payloads
    )
    page = f"<html><body><h1>Page</h1>{''.join(parts)}</body></html>"
    roads.command("import_text", roads.file(f"{number}.html", page), "--title", "Page")


def bibtex(roads: Roads, payloads: Sequence[str], number: int) -> None:
    entries = (
        f"@book{{bib-{number}-{place}, title = {{T {fit}}}, author = {{{fit}}}, note = {{{fit}}}, url = {{{fit}}}}}\n"
        for place, text in enumerate(payloads)
        if (fit := text.translate(str.maketrans("", "", "{}\\@")).strip())
    )
    roads.command("import_bibliography", roads.file(f"{number}.bib", "".join(entries)))


def mediawiki(roads: Roads, payloads: Sequence[str], number: int) -> None:
    text = "\n\n".join(
        f"Words {text}<ref>{{{{cite book|title={text}|url={text}}}}}</ref> [[{text}|{text}]] [{text} a]"
        for text in payloads
    )
    dump = (
        '<mediawiki xml:lang="en"><siteinfo><sitename>W</sitename><dbname>w</dbname>'
        f"<base>https://w.example/</base></siteinfo><page><title>Wiki {number}</title><ns>0</ns>"
        f"<id>{number + 1}</id><revision><id>8</id><timestamp>2020-01-01T00:00:00Z</timestamp>"
        "<contributor><username>a</username></contributor><model>wikitext</model>"
        f"<text>{escape(text)}</text></revision></page></mediawiki>"
    )
    roads.command("import_mediawiki", roads.file(f"{number}.xml.bz2", bz2.compress(dump.encode())))


def a_program(roads: Roads, payloads: Sequence[str], number: int) -> None:
    document = article(f"Program {number}", "\n\n".join(payloads), aliases=tuple(payloads[:40]))
    answer = sent(Client(), token_of(roads.cast.editor, f"{number}"), document)
    assert answer.status_code in (201, 422), answer.content


def readers(roads: Roads, payloads: Sequence[str], number: int) -> None:
    """Published: of those that are words to the markup."""
    plain = [text for text in payloads if not parse(text).problems and "@" not in text]
    words = "\n\n".join(f"So {text} it was.[@service-trotsky-2009, p. 12]" for text in plain)
    published(article(f"Published {number}", words, aliases=tuple(plain[:20])), roads.cast)


WAYS: tuple[Callable[[Roads, Sequence[str], int], None], ...] = (
    *(word, pasted, bibtex, mediawiki, a_program, readers),
)


@pytest.fixture
def chunks(shared_data: Path, portion: Portion) -> list[list[str]]:
    text = (shared_data / "xss-payloads.txt").read_text(errors="replace")
    payloads = [line for line in text.splitlines() if line.strip() and line.isprintable()]
    most = ON_A_PAGE if portion.thorough else IN_A_PORTION
    payloads = portion(payloads, len(payloads) // IN_A_PORTION + 1)
    return [payloads[start : start + most] for start in range(0, len(payloads), most)]


def addresses() -> Iterator[tuple[str, bool]]:
    """Every page that shows what came in, and whether it is the office's."""
    for row in Manuscript.objects.exclude(kind="source"):
        yield reverse("admin:manuscript", args=[row.pk]), True
        yield reverse("admin:preview", args=[row.pk, row.revision]), True
        yield reverse(f"admin:editorial_{row.kind}manuscript_change", args=[row.pk]), True
    yield reverse("admin:editorial_sourcemanuscript_changelist"), True
    for source_ in Manuscript.objects.filter(kind="source").order_by("-slug")[:2]:
        yield reverse("admin:preview", args=[source_.pk, source_.revision]), True
    for job in Import.objects.all():
        yield reverse("admin:import", args=[job.pk]), True
    for entry in Entry.objects.exclude(kind="source"):
        yield entry.get_absolute_url(), False
        yield f"{entry.get_absolute_url()}@1/", False


class Served:
    """Answers the browser's requests with what the test's client was answered; `foreign` are those for other hosts."""

    def __init__(self, office: Client) -> None:
        self.with_policy = True
        self.foreign: list[str] = []
        self.answers: dict[str, tuple[dict[str, str], bytes]] = {}
        for path, is_office in addresses():
            answer: Any = (office if is_office else Client()).get(path)
            assert answer.status_code == 200, path
            body = b"".join(answer) if answer.streaming else answer.content
            self.answers[path] = dict(answer.headers), body

    def answer(self, route: Route) -> None:
        path = route.request.url.removeprefix(SITE)
        if path == route.request.url:
            self.foreign.append(path)
        if path in self.answers:
            headers, body = self.answers[path]
            hidden = "" if self.with_policy else "Content-Security-Policy"
            route.fulfill(
                headers={name: value for name, value in headers.items() if name != hidden},
                body=body,
            )
        elif path.startswith("/static/"):
            route.fulfill(path=str(finders.find(path.removeprefix("/static/").partition("?")[0])))
        else:
            route.abort()


def test_payloads_of_every_import_run_nowhere(
    cast: Cast, browser: Browser, chunks: list[list[str]], tmp_path: Path, settings: Any
) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    roads = Roads(cast, "", tmp_path)
    published(source(), cast)
    for number, payloads in enumerate(chunks):
        for way in WAYS:
            way(roads, payloads, number)
    served = Served(entered(cast.superuser))
    context = browser.new_context()
    context.route("**/*", served.answer)
    context.add_init_script(_NOTES)
    page = context.new_page()
    harms = []
    for served.with_policy in (True, False):
        for path in served.answers:
            harms += looked_at(page, path)
    context.close()
    assert not harms, "\n".join(harms)
    assert not served.foreign
    assert len(served.answers) > 15


def looked_at(page: Page, path: str) -> list[str]:
    answer = page.goto(SITE + path, wait_until="load")
    assert answer is not None
    page.evaluate("new Promise((done) => setTimeout(done, 30))")
    return [f"{path}: {ran}" for ran in page.evaluate("window.ran")] + active_content(page)


def test_what_runs_would_be_noted(browser: Browser) -> None:
    context = browser.new_context()
    context.add_init_script(_NOTES)
    context.route(
        "**/*",
        lambda route: route.fulfill(body="<img src=x onerror=alert(1)>", content_type="text/html"),
    )
    page = context.new_page()
    assert any("alert" in harm for harm in looked_at(page, "/"))
    context.close()


def test_an_opendocument_file_is_refused_with_all_that_is_in_it(
    cast: Cast, chunks: list[list[str]], tmp_path: Path
) -> None:
    content = "".join(f"<text:p>{escape(text)}</text:p>" for text in chunks[0])
    data = _zipped(
        ("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", content.encode())
    )
    roads = Roads(cast, "", tmp_path)
    with pytest.raises(CommandError):
        roads.command("import_text", roads.file("a.odt", data))
    assert not Manuscript.objects.exists()
