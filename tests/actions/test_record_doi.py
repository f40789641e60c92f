"""The DOI of an edition: recorded, corrected, taken away; one edition's only; the edition itself stays as it was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from factories import Cast, article, drafted, make_cast, published, source
from same_time import at_once

from editorial import actions
from editorial.models import Event, Manuscript
from editorial.record.verification import faults
from editorial.workflow import Forbidden, NotAllowed, Refused
from encyclopedia.models import Edition, EditionDoi, Entry
from encyclopedia.models.pages import PARTS

DOI = "10.1000/stet.1"
ARTICLE = article()


def give(manuscript: Manuscript, cast: Cast, doi: str = DOI, edition: int = 1, **more: Any) -> Any:
    given = {"manuscript": manuscript.pk, "edition": edition, "doi": doi, "by": cast.approver}
    return actions.record_doi(**{**given, **more})


def dois() -> dict[str, str | None]:
    rows = EditionDoi.objects.values_list("edition__slug", "edition__number", "doi")
    return {f"{slug}@{number}": doi for slug, number, doi in rows}


@pytest.fixture
def revolution(cast: Cast) -> Manuscript:
    published(source(), cast)
    return published(ARTICLE, cast)


@pytest.mark.parametrize(
    "typed", [" 10.1000/STET.1 ", "https://doi.org/10.1000/Stet.1", "doi:10.1000/stet.1."]
)
def test_a_doi_is_recorded_in_one_form_and_the_edition_stays_as_it_was(
    revolution: Manuscript, cast: Cast, typed: str
) -> None:
    before = Edition.objects.values(*PARTS, "digest").get(entry_id=revolution.pk)
    event = give(revolution, cast, typed).event
    assert dois() == {"permanent-revolution@1": DOI}
    assert (event.action, event.data) == ("record_doi", {"edition": 1, "doi": DOI})
    assert Edition.objects.values(*PARTS, "digest").get(entry_id=revolution.pk) == before
    assert Entry.objects.get(pk=revolution.pk).changed_at == event.at
    assert list(faults([])) == []


def test_recorded_twice_it_changes_nothing(revolution: Manuscript, cast: Cast) -> None:
    give(revolution, cast)
    assert not give(revolution, cast, "doi:10.1000/STET.1").changed
    assert Event.objects.filter(action="record_doi").count() == 1


def test_it_is_corrected_and_taken_away_with_a_reason(revolution: Manuscript, cast: Cast) -> None:
    give(revolution, cast, "10.1000/wrong")
    with pytest.raises(Refused, match=r"another DOI: 10\.1000/wrong"):
        give(revolution, cast, may_replace=False)
    give(revolution, cast)
    with pytest.raises(Refused, match="Say why"):
        give(revolution, cast, "")
    assert dois() == {"permanent-revolution@1": DOI}
    event = give(revolution, cast, "", reason="It was never registered.").event
    assert event.reason == "It was never registered."
    with pytest.raises(Refused, match="has no DOI"):
        give(revolution, cast, "", reason="Again.")
    assert dois() == {"permanent-revolution@1": None}
    assert Entry.objects.get(pk=revolution.pk).changed_at == event.at
    assert list(faults([])) == []


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("182", "is not a DOI"),
        ("10.1000/", "is not a DOI"),
        ("10.1000/a b", "is not a DOI"),
        ("10.1000/a\x00b", "cannot be shown"),
        ("10.1000/" + "a" * 250, "longer than"),
    ],
)
def test_what_is_no_doi_is_refused(
    revolution: Manuscript, cast: Cast, typed: str, why: str
) -> None:
    with pytest.raises(Refused, match=why):
        give(revolution, cast, typed)
    assert dois() == {}


def test_only_a_published_edition_of_an_entry_of_our_own_has_one(
    revolution: Manuscript, cast: Cast
) -> None:
    with pytest.raises(Refused, match="no published edition 2"):
        give(revolution, cast, edition=2)
    with pytest.raises(NotAllowed):
        give(drafted(article("Draft"), cast), cast)
    with pytest.raises(NotAllowed):
        give(Manuscript.objects.get(kind="source"), cast)
    actions.withdraw(manuscript=revolution.pk, by=cast.approver, reason="It was wrong.")
    with pytest.raises(NotAllowed):
        give(revolution, cast)
    assert dois() == {}


def test_no_two_editions_have_the_same(revolution: Manuscript, cast: Cast) -> None:
    give(revolution, cast)
    other = published(article("Other"), cast)
    with pytest.raises(Refused, match="Edition 1 of “Permanent revolution” has the DOI"):
        give(other, cast, DOI.upper())
    edition = Edition.objects.get(entry_id=other.pk)
    for doi in (DOI, "no DOI"):
        with pytest.raises(IntegrityError), transaction.atomic():
            EditionDoi.objects.create(edition=edition, doi=doi, changed_at=edition.published_at)


def test_who_may_not_publish_may_not_record_it(revolution: Manuscript, cast: Cast) -> None:
    for by in (cast.editor, cast.moderator):
        with pytest.raises(Forbidden):
            give(revolution, cast, by=by)


@pytest.mark.django_db(transaction=True)
def test_of_two_editions_that_are_given_one_doi_at_the_same_time_one_gets_it() -> None:
    cast = make_cast()
    published(source(), cast)
    both = [published(article(title), cast) for title in ("One", "Two")]
    answers = at_once(
        *(
            lambda it=it, by=by: give(it, cast, by=by)
            for it, by in zip(both, (cast.approver, cast.other_approver), strict=True)
        )
    )
    assert sorted(isinstance(answer, Refused) for answer in answers) == [False, True]
    assert list(dois().values()) == [DOI]


def test_another_doi_than_the_audit_log_says_is_found_and_made_right_by_rebuild(
    revolution: Manuscript, cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    give(revolution, cast)
    published(replace(ARTICLE, summary="Changed."), cast)
    assert dois() == {"permanent-revolution@1": DOI}
    EditionDoi.objects.update(doi="10.1000/forged")
    assert any("another DOI" in fault for fault in faults([]))
    EditionDoi.objects.all().delete()
    assert any("another DOI" in fault for fault in faults([]))
    call_command("rebuild")
    assert "the DOIs of editions" in capsys.readouterr().out
    assert dois() == {"permanent-revolution@1": DOI}
    assert list(faults([])) == []


def test_the_command_says_what_became_of_each_line_and_can_be_run_again(
    revolution: Manuscript, cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    published(replace(ARTICLE, summary="Changed."), cast)
    published(article("Other"), cast)
    lines = (
        "address,DOI",
        f"http://127.0.0.1:8000/article/permanent-revolution/@1/,{DOI}",
        "article/permanent-revolution/@2,https://doi.org/10.1000/stet.2",
        f"/article/other/@1/,{DOI}",
        "/article/nowhere/@1/,10.1000/stet.3",
        "https://elsewhere.example/article/other/@1/,10.1000/stet.3",
        "/article/other/,10.1000/stet.3",
        "/article/other/@1/",
        "/article/other/@1/,stet",
    )
    path = tmp_path / "dois.csv"
    path.write_text("\n".join(lines), encoding="utf-8-sig")
    recorded = {"permanent-revolution@1": DOI, "permanent-revolution@2": "10.1000/stet.2"}
    for what in ("recorded", "was recorded already"):
        with pytest.raises(CommandError, match="6 could not be recorded") as refusal:
            call_command("record_dois", str(path), "--by", cast.approver.username)
        assert refusal.value.returncode == 1
        out, err = capsys.readouterr()
        assert [line.rpartition(": ")[2] for line in out.splitlines()] == [what, what]
        assert [line.partition(":")[0] for line in err.splitlines()] == [
            f"line {number}" for number in (4, 5, 6, 7, 8, 9)
        ]
        assert dois() == recorded
    path.write_text("/article/permanent-revolution/@1/,10.1000/other\n")
    with pytest.raises(CommandError):
        call_command("record_dois", str(path), "--by", cast.approver.username)
    assert dois() == recorded
    call_command("record_dois", str(path), "--by", cast.approver.username, "--correct")
    assert dois() == {**recorded, "permanent-revolution@1": "10.1000/other"}


@pytest.mark.parametrize("content", [b"\xff\xfe", b'"a\n'])
def test_the_command_does_nothing_for_who_may_not_nor_with_what_is_no_csv(
    cast: Cast, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "dois.csv"
    path.write_bytes(content)
    for by in (cast.editor.username, cast.approver.username, "nobody"):
        with pytest.raises(CommandError) as refusal:
            call_command("record_dois", str(path), "--by", by)
        assert refusal.value.returncode == 2
