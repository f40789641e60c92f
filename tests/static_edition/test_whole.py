"""The whole encyclopedia as files: complete, the same each time, written again only where it changed, and resumed."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.utils import timezone
from factories import Cast, article, biography, published, source, submitted

from editorial.static_edition import page_files, processes
from editorial.static_edition.whole import write_edition
from editorial.static_edition.writing import SiteError
from encyclopedia.models import Address, Entry

pytestmark = pytest.mark.django_db(transaction=True)

APPLICATION = StaticFilesHandler(WSGIHandler())
TEXT = "It is a theory of [[Leon Trotsky]].[@service-trotsky-2009, p. 12]\n\nRead [[Nobody|none]]."


@pytest.fixture
def encyclopedia(cast: Cast) -> Cast:
    published(source(), cast)
    published(biography(), cast)
    published(article(text=TEXT), cast)
    return cast


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def watched(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Which addresses the site is asked for from now on, and with which ETag."""
    asked: dict[str, str] = {}
    answer = page_files.asked

    def told(application: Any, address: str, etag: str = "") -> Any:
        asked[address] = etag
        return answer(application, address, etag)

    monkeypatch.setattr(page_files, "asked", told)
    return asked


def ended(_addresses: list[str]) -> None:
    os._exit(1)


def test_every_link_leads_to_a_file_and_nothing_private_is_there(
    encyclopedia: Cast, tmp_path: Path
) -> None:
    submitted(article(slug="secret", title="Kept secret", text="Not published."), encyclopedia)
    edition = write_edition(tmp_path / "site", APPLICATION)
    files = contents(tmp_path / "site")
    for name in (
        *(
            "index.html",
            "about/index.html",
            "browse/index.html",
            "tags/index.html",
            "search/index.html",
        ),
        *("article/permanent-revolution/index.html", "article/permanent-revolution/@1/index.html"),
        *(
            "article/permanent-revolution/history/index.html",
            "article/permanent-revolution/cite.bib",
        ),
        *("person/leon-trotsky/index.json", "source/service-trotsky-2009/cited/index.html"),
        *("feed.atom", "bibliography.bib", "record/verify.py", "README.md", "SHA256SUMS"),
    ):
        assert files[name], name
    assert len([name for name in files if name.startswith("claim/")]) == 2
    assert edition.lacking == {}
    for name, body in files.items():
        if not name.endswith(".html"):
            continue
        for _attribute, value in re.findall(r'\s(href|src|action)="([^"#][^"]*)"', body.decode()):
            parts = urlsplit(unescape(value))
            if parts.scheme or not parts.path:
                continue
            target = (tmp_path / "site" / name).parent / unquote(parts.path)
            assert target.is_file(), (name, value)
    assert b"Kept secret" not in b"".join(files.values())


def test_the_same_encyclopedia_gives_the_same_bytes_and_their_sums(
    encyclopedia: Cast, tmp_path: Path
) -> None:
    write_edition(tmp_path / "one", APPLICATION)
    write_edition(tmp_path / "two", APPLICATION)
    files = contents(tmp_path / "one")
    assert files == contents(tmp_path / "two")
    sums = dict(line.split("  ")[::-1] for line in files.pop("SHA256SUMS").decode().splitlines())
    del files[".export.jsonl"]
    assert sums == {name: hashlib.sha256(body).hexdigest() for name, body in files.items()}
    verified = subprocess.run(
        [sys.executable, tmp_path / "one/record/verify.py", tmp_path / "one/record"],
        capture_output=True,
        check=False,
    )
    assert verified.returncode == 0, verified.stdout


def test_several_processes_write_the_same_bytes(encyclopedia: Cast, tmp_path: Path) -> None:
    write_edition(tmp_path / "one", APPLICATION)
    write_edition(tmp_path / "several", APPLICATION, processes=3)
    assert contents(tmp_path / "several") == contents(tmp_path / "one")


def test_nothing_is_asked_for_again_while_nothing_was_published_but_what_the_day_chooses(
    encyclopedia: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    folder = tmp_path / "site"
    first = write_edition(folder, APPLICATION)
    asked = watched(monkeypatch)
    again = write_edition(folder, APPLICATION)
    assert list(asked) == ["/"]
    assert (again.files, again.head, again.changed) == (first.files, first.head, 0)
    # A file that somebody took away is laid down again.
    before = contents(folder)
    (folder / "about/index.html").unlink()
    write_edition(folder, APPLICATION)
    assert contents(folder) == before
    # A setting may be on any page.
    asked.clear()
    settings.SITE_LICENCE = "CC0 1.0"
    write_edition(folder, APPLICATION)
    assert len(asked) > 20
    assert "CC0 1.0" in (folder / "about/index.html").read_text()


def test_a_process_that_was_ended_is_told_in_words(
    encyclopedia: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "_write", ended)
    with pytest.raises(SiteError, match="--processes 1"):
        write_edition(tmp_path / "site", APPLICATION, processes=2)
    monkeypatch.undo()
    assert write_edition(tmp_path / "site", APPLICATION).lacking == {}


def test_only_what_changed_is_written_again_and_what_is_gone_is_taken_away(
    encyclopedia: Cast, tmp_path: Path
) -> None:
    folder = tmp_path / "site"
    first = write_edition(folder, APPLICATION)
    assert first.changed == first.files
    assert write_edition(folder, APPLICATION).changed == 0
    published(article(slug="another", title="Another", text="Words of another."), encyclopedia)
    again = write_edition(folder, APPLICATION)
    assert 0 < again.changed < again.files
    assert "Another" in (folder / "browse/index.html").read_text()
    fresh = tmp_path / "fresh"
    write_edition(fresh, APPLICATION)
    assert contents(folder) == contents(fresh)


def test_stopped_midway_it_goes_on_and_ends_the_same(
    encyclopedia: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "site"

    def stop(done: int, _known: int) -> None:
        if done == 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_edition(folder, APPLICATION, stop)
    # The last line may be cut off as well.
    with (folder / ".export.jsonl").open("a") as lines:
        lines.write('{"address": "/bro')
    asked = watched(monkeypatch)
    write_edition(folder, APPLICATION)
    assert any(asked.values())
    assert len(asked) > 20
    write_edition(tmp_path / "fresh", APPLICATION)
    assert contents(folder) == contents(tmp_path / "fresh")


def test_a_former_address_leads_on_without_script(encyclopedia: Cast, tmp_path: Path) -> None:
    Address.objects.create(
        kind="article",
        slug="old-name",
        entry_id=Entry.objects.get(slug="permanent-revolution").pk,
        title="Old name",
        status=Address.Status.MOVED,
        since=timezone.now(),
    )
    write_edition(tmp_path / "site", APPLICATION)
    page = (tmp_path / "site/article/old-name/index.html").read_text()
    assert 'content="0; url=../permanent-revolution/index.html"' in page


def test_a_folder_with_something_else_in_it_is_left_alone(
    encyclopedia: Cast, tmp_path: Path
) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters/mine.txt").write_text("mine")
    with pytest.raises(SiteError, match="is not empty"):
        write_edition(tmp_path / "letters", APPLICATION)
    assert contents(tmp_path / "letters") == {"mine.txt": b"mine"}


def test_the_index_has_the_words_of_every_entry(encyclopedia: Cast, tmp_path: Path) -> None:
    long_title = article(slug="long", title="The many books on Trotsky", text="Words of another.")
    published(long_title, encyclopedia)
    write_edition(tmp_path / "site", APPLICATION)
    part = (tmp_path / "site/search/words-74-72.js").read_text()
    words = json.loads(part[part.index(",") + 1 : part.rindex(")")])
    shown = (tmp_path / "site/search/entries-0.js").read_text()
    titles = [row[0] for row in json.loads(shown[shown.index(",") + 1 : shown.rindex(")")])]
    pairs = words["trotsky"]
    weights = {
        titles[number]: weight for number, weight in zip(pairs[::2], pairs[1::2], strict=True)
    }
    # The person before whatever has a longer name, the book on the person, and a text that names the person.
    assert weights["Leon Trotsky"] > weights["The many books on Trotsky"]
    assert (
        weights["Leon Trotsky"] > weights["Trotsky: A Biography"] > weights["Permanent revolution"]
    )
    assert titles[-1] == "Trotsky: A Biography"
