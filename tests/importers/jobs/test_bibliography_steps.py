"""A bibliography as steps: what cannot be read is reported with its place, in bounded time and memory."""

from __future__ import annotations

import time
import tracemalloc
from pathlib import Path

import pytest

from editorial.importers.jobs.bibliography_steps import bibliography_steps, keyed
from editorial.importers.jobs.steps import ImportBroken, Step

SECONDS = 20  # detects a hang; not a benchmark
pytestmark = pytest.mark.django_db


def steps(folder: Path, content: bytes, name: str = "x.bib") -> list[Step]:
    path = folder / name
    path.write_bytes(content)
    return list(bibliography_steps(path))


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (b"", "a.bib", "empty"),
        (b"  \n ", "a.json", "empty"),
        (b"title,author\nX,Y\n", "a.bib", "no BibTeX entry"),
        (b"title,author\nX,Y\n", "a.csv", "holds no entry"),
        (b"PK\x03\x04xxxx", "a.bib", "zip archive"),
        (b"%PDF-1.4", "a.bib", "a PDF"),
        (bytes(range(256)) * 50, "a.ris", "no RIS entry"),
        (b"x" * 10_000_000, "a.bib", "Line 1: longer than a million"),
        (b"@book{" + b"x" * 10_000_000, "a.bib", "Line 1: longer than a million"),
        (b"@book{a,\n title={" + b"{" * 10_000_000, "a.bib", "Line 2: longer than a million"),
        (b"TY  - " + b"x" * 10_000_000, "a.ris", "Line 1: longer than a million"),
        (b"[" * 10_000_000, "a.json", "[Ll]ine 1"),
        (b'{"a":' * 100_000, "a.json", "[Ll]ine 1"),
        (b'[{"a": 1}, 3]', "a.json", "Line 1"),
        (b"@book{x, title={No end", "a.bib", "Line 1:"),
    ],
)
def test_what_is_not_a_bibliography_is_refused_with_its_place(
    tmp_path: Path, content: bytes, name: str, message: str
) -> None:
    start = time.monotonic()
    with pytest.raises(ImportBroken, match=message):
        steps(tmp_path, content, name)
    assert time.monotonic() - start < SECONDS


def test_a_file_that_is_too_long_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.bib"
    with path.open("wb") as stream:
        stream.truncate(200_000_000)
    tracemalloc.start()
    with pytest.raises(ImportBroken, match="larger than 60 MB: split it"):
        list(bibliography_steps(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1_000_000


def test_a_long_file_takes_memory_in_proportion(tmp_path: Path) -> None:
    entry = "@book{{key{0}, title={{Title {0}}}, author={{Family, Given}}, year={{1999}}}}\n"
    content = "".join(map(entry.format, range(3_000))).encode()
    path = tmp_path / "x.bib"
    path.write_bytes(content)
    tracemalloc.start()
    first = next(bibliography_steps(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (first.done, first.total) == (1, 3_000)
    assert peak < 60 * len(content)


def test_every_record_is_a_step_and_so_is_what_cannot_be_read(tmp_path: Path) -> None:
    file_steps = steps(
        tmp_path,
        b"@book{a1, title={A}, title={B}}\n@book{broken, title={\n@book{b1, title={C}}\n",
    )
    assert [(step.name, step.done, step.total, step.save is None) for step in file_steps] == [
        ("x.bib", 0, 2, True),
        ("A", 1, 2, False),
        ("C", 2, 2, False),
    ]
    assert [(line.place, line.excerpt) for line in file_steps[0].lines] == [("line 2", "broken")]
    (remark,) = file_steps[1].lines
    assert remark.message == "Line 1: title is given twice; the first is taken."


def test_the_name_of_an_upload_decides_its_format(tmp_path: Path) -> None:
    path = tmp_path / "upload"
    path.write_bytes(b"a,b\n1,2\n")
    with pytest.raises(ImportBroken, match="no RIS entry"):
        list(bibliography_steps(path, "works.ris"))


def test_a_key_that_had_to_be_changed_is_kept_in_the_record() -> None:
    record = {"type": "book", "title": "T", "custom": {"x": "y"}}
    keyed_record = keyed(record, "Knuth:84")
    assert (keyed_record["id"], keyed_record["custom"]) == (
        "knuth-84",
        {"x": "y", "citation-key": "Knuth:84"},
    )
    assert keyed(record, "knuth-84")["custom"] == {"x": "y"}
    assert record["custom"] == {"x": "y"}
