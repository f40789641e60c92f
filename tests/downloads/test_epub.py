"""EPUB: epubcheck has nothing to say, and notes are popups."""

from __future__ import annotations

import io
import shutil
import subprocess
import warnings
import zipfile
from pathlib import Path

import pytest
from defusedxml import ElementTree
from downloads.shelf import edition_of, full_tree
from published import open_readers_tables
from rendering.shelf import article

from encyclopedia.downloads.editions import edition_tree
from encyclopedia.downloads.epub import entry_epub

pytestmark = pytest.mark.django_db
XHTML = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"


@pytest.fixture(autouse=True)
def _rows() -> None:
    open_readers_tables()


def check(content: bytes, folder: Path) -> None:
    """Fails on any error or warning of epubcheck; says where it is not there."""
    program, java = shutil.which("epubcheck"), shutil.which("java")
    if program is None or java is None:
        warnings.warn("epubcheck is not here: the file was not checked by it", stacklevel=2)
        return
    (folder / "entry.epub").write_bytes(content)
    done = subprocess.run(
        [java, "-jar", program, str(folder / "entry.epub"), "--failonwarnings"],
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
def test_epubcheck_has_nothing_to_say_of_hostile_words(tmp_path: Path) -> None:
    hostile = "</title><script>alert(1)</script>&x;]]>\x07"
    check(entry_epub(full_tree(title=hostile, summary=hostile)), tmp_path)


def test_words_stay_words_and_run_from_the_right(shared_data: Path) -> None:
    payloads = (shared_data / "xss-payloads.txt").read_text()[:4000]
    text = "\n\n".join(f"    {line}" for line in payloads.splitlines())
    content = entry_epub(edition_tree(edition_of(article(text, language="he"))))
    page = ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("book/entry-1.xhtml"))
    assert page.get("dir") == "rtl"
    assert not list(page.iter(f"{XHTML}script"))


def test_a_work_keeps_its_stops_among_words_from_the_right() -> None:
    content = entry_epub(full_tree(language="ar"))
    page = ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("book/entry-1.xhtml"))
    works = ["".join(work.itertext()) for work in page.iter(f"{XHTML}bdi")]
    assert "Service, Trotsky, 1." in works


def test_each_mark_has_its_note_and_the_bytes_are_the_same() -> None:
    tree = full_tree()
    content = entry_epub(tree)
    assert content == entry_epub(tree)
    book = zipfile.ZipFile(io.BytesIO(content))
    assert book.namelist()[0] == "mimetype"
    page = ElementTree.fromstring(book.read("book/entry-1.xhtml"))
    marks = [link for link in page.iter(f"{XHTML}a") if link.get(TYPE) == "noteref"]
    notes = {aside.get("id"): aside for aside in page.iter(f"{XHTML}aside")}
    assert {mark.get("href", "")[1:] for mark in marks} == set(notes)
    assert all(note.get(TYPE) == "footnote" for note in notes.values())
    assert "checked: the source supports this in part" in "".join(notes["fn-3"].itertext())
    package = book.read("book/package.opf").decode()
    assert '<meta property="schema:accessMode">textual</meta>' in package
    assert '<meta property="schema:accessibilityFeature">alternativeText</meta>' in package
