"""JATS is valid against its DTD, with something of everything and with hostile words."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from downloads.shelf import edition_of, full_tree
from lxml import etree
from published import open_readers_tables
from rendering.shelf import article

from encyclopedia.downloads.editions import edition_tree
from encyclopedia.downloads.jats import entry_jats

pytestmark = pytest.mark.django_db
SCHEMA = Path(__file__).with_name("jats-publishing-1.1.zip")


@pytest.fixture(autouse=True)
def _rows() -> None:
    open_readers_tables()


@pytest.fixture(scope="module")
def dtd(tmp_path_factory: pytest.TempPathFactory) -> etree.DTD:
    folder = tmp_path_factory.mktemp("jats")
    zipfile.ZipFile(SCHEMA).extractall(folder)
    return etree.DTD(str(folder / "JATS-journalpublishing1.dtd"))


def checked(content: bytes, dtd: etree.DTD) -> etree._Element:
    root = etree.fromstring(content)
    assert dtd.validate(root), dtd.error_log.filter_from_errors()
    return root


def test_an_edition_is_valid_and_whole(dtd: etree.DTD) -> None:
    root = checked(entry_jats(full_tree()), dtd)
    assert root.findtext(".//article-title") == "Exile of Trotsky"
    assert [sec.findtext("title") for sec in root.iter("sec")] == ["Years in exile", "A table"]
    notes = {note.get("id"): " ".join("".join(note.itertext()).split()) for note in root.iter("fn")}
    assert notes["fn-1"].startswith("1Ann Service, Trotsky: A Biography (Press, 2009), 12.")
    assert "Prinkipo in Greek: Πρίγκηπος.6" in notes["note-a"]
    assert notes["needed-1"] == "?Citation needed: who says so"
    assert [source.text for source in root.iter("source")] == ["Downfall", "Trotsky: A Biography"]
    assert [alt.text for alt in root.iter("alt-text")] == ["A man at a desk"]


def test_hostile_words_stay_words(dtd: etree.DTD, shared_data: Path) -> None:
    payloads = (shared_data / "xss-payloads.txt").read_text()[:4000]
    hostile = '</article><!ENTITY x SYSTEM "file:///etc/passwd">&x;]]>\x07'
    text = "\n\n".join(f"    {line}" for line in payloads.splitlines())
    tree = edition_tree(edition_of(article(text, title=hostile, summary=hostile)))
    root = checked(entry_jats(tree), dtd)
    assert root.findtext(".//article-title") == hostile.removesuffix("\x07")
