"""The works that a real encyclopedia cites, in and out of each format: nothing is lost that the format can hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from portions import Portion

from editorial.importers.mediawiki.citing.imported_sources import Sources
from editorial.importers.mediawiki.convert import convert
from editorial.importers.mediawiki.wikitext.dump import Dump
from encyclopedia.bibliography import FORMATS, normalise, read_bibtex
from encyclopedia.bibliography.records.identifiers import shown_address
from encyclopedia.bibliography.records.personal_names import Name, read_names, spaced


def works(shared: Path, portion: Portion) -> list[dict[str, Any]]:
    dump, sources = Dump(shared / "data" / "enwiki-sample.xml.bz2"), Sources()
    articles = [page for page in dump if not page.redirect]
    records = {
        record["id"]: normalise(record)
        for page in portion(articles, 30)
        for record in convert(page, dump.site, sources).sources
    }
    return list(records.values())


def held(record: dict[str, Any], key: str) -> dict[str, Any]:
    """A record as the format can hold it (`docs/importing.md` has the table)."""
    return {field: _held(field, value, key) for field, value in record.items()}


def _held(field: str, value: Any, key: str) -> Any:
    if key == "csljson":
        return value
    if field in ("author", "editor", "translator"):
        return [name.literal or ", ".join(filter(None, _parts(name))) for name in read_names(value)]
    return shown_address(value) if field == "URL" else value


def _parts(name: Name) -> tuple[str, ...]:
    return (
        spaced(name.particle, name.family),
        spaced(name.given, name.dropping),
        name.suffix,
    )


@pytest.mark.slow
def test_the_works_of_the_sample_come_back_from_every_format(
    shared: Path, portion: Portion
) -> None:
    records = works(shared, portion)
    assert len(records) > (6_000 if portion.thorough else 100)
    for key, form in FORMATS.items():
        reading = form.read(form.write(records))
        assert reading.problems == []
        again = [held(record, key) for record in reading.records]
        assert again == [held(record, key) for record in records], key


def test_a_file_of_bibtexs_own_comes_back_from_every_format(shared_data: Path) -> None:
    records = read_bibtex((shared_data / "xampl.bib").read_text("utf-8")).records
    assert len(records) > 20
    for key, form in FORMATS.items():
        again = form.read(form.write(records)).records
        assert [held(record, key) for record in again] == [
            held(record, key) for record in records
        ], key
