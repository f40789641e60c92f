"""The index of the static edition: names in other scripts, under their own letters and under Latin ones."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from anyascii import anyascii
from published import open_readers_tables, publish

from editorial.static_edition.search_files import search_files

SCRIPT = Path(__file__).parent.parent.parent / "editorial/static_edition/src/edition-search.js"


def index() -> dict[str, dict[str, Any]]:
    return {
        file: json.loads(body[body.index(b",") + 1 : body.rindex(b")")])
        for file, body in search_files()
        if file.startswith("search/words-")
    }


@pytest.mark.django_db
def test_a_name_is_under_its_own_letters_and_under_latin_ones() -> None:
    open_readers_tables()
    publish("Никита Хрущёв", text="Слова.", aliases=("Αθήνα",))
    words = {word for part in index().values() for word in part}
    assert {"хрущев", "khrushchev", "nikita", "αθηνα", "athina"} <= words
    # Of texts only as they are written: they would be half as large again.
    assert "slova" not in words


def test_the_script_writes_the_words_of_a_search_as_the_index_does() -> None:
    table = re.search(r'const LATIN = new Map\(\s*"([^"]+)"', SCRIPT.read_text("utf-8"))
    assert table
    pairs = {pair[0]: pair[1:] for pair in table[1].split(" ")}
    assert len(pairs) > 60
    assert pairs == {
        letter: "".join(filter(str.isalnum, anyascii(letter).lower())) for letter in pairs
    }
