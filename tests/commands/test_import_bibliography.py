"""`import_bibliography`: works as drafts of sources, never twice, whatever the file contains."""

from __future__ import annotations

import json
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from factories import Cast, drafted, published, source

from editorial.gate.gate_input import obstacles
from editorial.gate.obstacle_wording import words
from editorial.models import Duplicate, ImportLine, Manuscript, Revision

BIB = """@book{Service:2009,
  author = {Service, Robert}, title = {Trotsky: A Biography}, year = 2009, isbn = {9780674036154},
}

@article{broken,
  title = {No end,

@article{deutscher1954, author = {Deutscher, Isaac}, title = {The Prophet}, year = 1954,
  colour = {red}}
"""
RIS = "TY  - BOOK\nID  - one\nTI  - One\nAU  - Party, Communist\nER  - \n"


def run(path: Path, *options: str, by: str = "edna") -> str:
    out = StringIO()
    call_command("import_bibliography", str(path), "--by", by, *options, stdout=out)
    return out.getvalue()


def written(folder: Path, content: str | bytes, name: str = "works.bib") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def keys() -> list[str]:
    return sorted(Manuscript.objects.filter(kind="source").values_list("slug", flat=True))


def record(key: str) -> dict[str, object]:
    manuscript = Manuscript.objects.get(kind="source", slug=key)
    newest = Revision.objects.get(manuscript=manuscript, number=manuscript.revision)
    record_data: dict[str, object] = json.loads(newest.document)["record"]
    return record_data


def test_works_become_drafts_and_a_broken_one_is_named_with_its_line(
    cast: Cast, tmp_path: Path
) -> None:
    output = run(written(tmp_path, BIB))
    assert keys() == ["deutscher1954", "service-2009"]
    assert "new: 2" in output
    assert "line 5 record: Line 5: the entry is broken" in output
    assert record("deutscher1954")["custom"] == {"colour": "red"}
    assert record("service-2009")["custom"] == {"citation-key": "Service:2009"}
    statuses = Manuscript.objects.filter(kind="source").values_list("status", flat=True)
    assert set(statuses) == {"draft"}


def test_a_second_import_does_nothing_even_when_the_draft_was_changed_since(
    cast: Cast, tmp_path: Path
) -> None:
    path = written(tmp_path, BIB)
    run(path)
    manuscript = Manuscript.objects.get(slug="deutscher1954")
    first = Revision.objects.get(manuscript=manuscript, number=1).read()
    drafted(replace(first, title="Changed", record={"type": "book", "title": "Changed"}), cast)
    revisions = Revision.objects.count()
    again = run(path, by="otto")
    assert "same: 2" in again
    assert (Revision.objects.count(), len(keys())) == (revisions, 2)


def test_a_work_that_is_here_by_its_identifier_is_left_alone(cast: Cast, tmp_path: Path) -> None:
    document = source()
    document.record["ISBN"] = "9780674036154"
    published(document, cast)
    output = run(written(tmp_path, BIB))
    assert "same: 1" in output
    assert keys() == ["deutscher1954", "service-trotsky-2009"]
    line = ImportLine.objects.get(state="same")
    assert "here as “service-trotsky-2009”. Both have ISBN 9780674036154." in line.message


def test_a_work_that_only_looks_alike_is_proposed_and_never_merged(
    cast: Cast, tmp_path: Path
) -> None:
    published(source(), cast)
    output = run(written(tmp_path, BIB))
    assert keys() == ["deutscher1954", "service-2009", "service-trotsky-2009"]
    assert "may be the source “service-trotsky-2009”" in output
    assert Duplicate.objects.count() == 1
    assert "may be" not in run(written(tmp_path, BIB), by="otto")


def test_another_work_under_a_taken_key_gets_the_next_one(cast: Cast, tmp_path: Path) -> None:
    drafted(source("one", title="Quite another"), cast)
    path = written(tmp_path, RIS, "x.ris")
    run(path)
    assert keys() == ["one", "one-2"]
    assert record("one-2")["title"] == "One"
    assert "same: 1" in run(path, by="otto")
    assert keys() == ["one", "one-2"]


def test_a_corrected_file_corrects_the_draft_that_nobody_touched(
    cast: Cast, tmp_path: Path
) -> None:
    text = "@book{a1, author={B, C}, title={T}, year=2001, publisher={%s}}"
    run(written(tmp_path, text % "Wrong"))
    output = run(written(tmp_path, text % "Right"))
    assert "revised: 1" in output
    assert (keys(), record("a1")["publisher"]) == (["a1"], "Right")


def test_a_dry_run_reports_and_saves_nothing(cast: Cast, tmp_path: Path) -> None:
    output = run(written(tmp_path, BIB), "--dry-run")
    assert "read: 2" in output
    assert "line 5" in output
    assert keys() == []


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("isbn = {978-0-674-03615-5}", "check digit of ISBN “978-0-674-03615-5” is wrong"),
        ("issn = {0317-8472}", "check digit of ISSN “0317-8472” is wrong"),
        (
            'author+an:orcid = {1="0000-0002-1825-0098"}',
            "Author 1: The check digit of ORCID iD “0000-0002-1825-0098” is wrong",
        ),
        ("doi = {11.5/x}", "“11.5/x” is not a DOI"),
    ],
)
def test_a_wrong_check_digit_is_kept_and_stands_in_the_way(
    cast: Cast, tmp_path: Path, field: str, message: str
) -> None:
    run(written(tmp_path, f"@book{{x1, title={{T}}, author={{A, B}}, year=2001, {field}}}"))
    typed = field.split("{")[1].strip("}").split('"')[-2 if '"' in field else 0]
    assert typed in json.dumps(record("x1"))
    manuscript = Manuscript.objects.get(slug="x1")
    document = Revision.objects.get(manuscript=manuscript).read()
    stopping = [
        obstacle for obstacle in obstacles(manuscript, document, "submit") if obstacle.stops
    ]
    assert any(message in words(obstacle) for obstacle in stopping), stopping


@pytest.mark.parametrize(
    ("encoding", "warning"),
    [("latin-1", "line 1 encoding"), ("utf-16", ""), ("utf-8-sig", ""), ("utf-16-le", "")],
)
def test_other_encodings_are_read(cast: Cast, tmp_path: Path, encoding: str, warning: str) -> None:
    text = "@book{x1, title={Les misérables}, author={Hugo, Victor}, year=1862}\n"
    output = run(written(tmp_path, text.encode(encoding)))
    assert record("x1")["title"] == "Les misérables"
    assert warning in output
    assert ("encoding" in output) == bool(warning)


def test_bytes_outside_the_encoding_are_named(cast: Cast, tmp_path: Path) -> None:
    data = "\ufeff@book{x1, title={Tä}}\n".encode().replace("ä".encode(), b"\xe4")
    assert "line 1 encoding" in run(written(tmp_path, data))


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "a.bib"),
        (b"title,author\nX,Y\n", "a.bib"),
        (b"x" * 10_000_000, "a.bib"),
        (b"@book{" + b"x" * 10_000_000, "a.bib"),
    ],
)
def test_a_file_that_is_not_a_bibliography_is_refused_and_nothing_is_kept(
    cast: Cast, tmp_path: Path, content: bytes, name: str
) -> None:
    with pytest.raises(CommandError) as stopped:
        run(written(tmp_path, content, name))
    assert stopped.value.returncode in (1, 2)
    assert keys() == []


def test_a_truncated_list_is_read_up_to_the_cut(cast: Cast, tmp_path: Path) -> None:
    text = '[{"id": "a1", "type": "book", "title": "A"},\n{"id": "b1", "type": "bo'
    output = run(written(tmp_path, text, "x.json"))
    assert keys() == ["a1"]
    assert "line 2" in output


@pytest.mark.parametrize(
    ("own", "key"),
    [
        ("Knuth:1984", "knuth-1984"),
        ("Пётр_1905", "petr-1905"),
        ("http://zotero.org/users/1/items/AB12", "service-trotsky-2009"),
        ("12345", "service-trotsky-2009"),
        ("", "service-trotsky-2009"),
        ("0b1c2d3e-0000-4000-8000-000000000000", "service-trotsky-2009"),
        ("a" * 200, "service-trotsky-2009"),
        ("..", "service-trotsky-2009"),
    ],
)
def test_keys_are_easy_to_type_and_read_aloud(
    cast: Cast, tmp_path: Path, own: str, key: str
) -> None:
    item = {**source().record, "id": own}
    run(written(tmp_path, json.dumps([item]), "x.json"))
    assert keys() == [key]
