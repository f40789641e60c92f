"""The queue of readers' reports, and the page on which one is answered."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from factories import Cast, person
from hostile import harm_in
from office import entered
from readers_reports import WORDS, reported

from editorial import actions
from editorial.forms.move_forms import ApproveForm
from editorial.models import ErrorReport, Event, Manuscript

QUEUE = "/admin/reports/"


def at(report: ErrorReport, what: str = "") -> str:
    return f"{QUEUE}{report.pk}/{what}"


def test_the_queue_has_the_oldest_first_with_age_and_person(
    cast: Cast, manuscript: Manuscript, report: ErrorReport
) -> None:
    later = reported(manuscript, words="Another thing.")
    ErrorReport.objects.filter(pk=report.pk).update(
        received_at=timezone.now() - timedelta(days=9, minutes=1)
    )
    page = entered(cast.moderator).get(QUEUE)
    assert [row.pk for row in page.context["rows"]] == [report.pk, later.pk]
    assert "1 week ago" in page.content.decode().replace("\xa0", " ")
    assert "Edna Editor" in page.content.decode()


def test_the_queue_is_narrowed_by_state_person_and_entry_and_turned_over(
    cast: Cast, manuscript: Manuscript, report: ErrorReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = entered(cast.moderator)
    actions.decline_report(report=report.pk, by=cast.editor, answer="No.")
    rest = [reported(manuscript) for _number in range(3)]
    actions.assign_report(report=rest[0].pk, by=cast.approver, person=cast.moderator)

    def listed(query: str) -> list[int]:
        return [row.pk for row in client.get(f"{QUEUE}?{query}").context["rows"]]

    assert listed("") == [row.pk for row in rest]
    assert listed("state=declined") == [report.pk]
    assert listed("whose=mine") == [rest[0].pk]
    assert len(listed(f"entry={manuscript.pk}")) == 3
    assert listed("state=x&entry=y&after=z") == [row.pk for row in rest]
    monkeypatch.setattr("editorial.reports.list_views.MAX_LISTED", 2)
    assert client.get(QUEUE).context["next"] == rest[1].pk
    assert listed(f"after={rest[1].pk}") == [rest[2].pk]


def test_a_report_is_shown_with_the_claim_as_it_stands_its_check_and_the_way_to_the_evidence(
    cast: Cast, report: ErrorReport
) -> None:
    body = entered(cast.moderator).get(at(report)).content.decode()
    for words in (WORDS, "reader@example.org", "Readers see these words now", "Supports"):
        assert words.lower() in body.lower()
    assert f"/claim/{report.claim_digest}/" in body
    assert "/admin/desk/citation/" in body
    assert "/admin/desk/evidence/of/service-trotsky-2009/" in body


def test_what_a_reader_wrote_is_shown_as_text(cast: Cast, manuscript: Manuscript) -> None:
    report = reported(
        manuscript, words="<script>alert(1)</script>", where="javascript:alert(1)", claim="<img>"
    )
    for address in (QUEUE, at(report)):
        page = entered(cast.approver).get(address)
        assert "&lt;script&gt;" in page.content.decode()
        assert not harm_in(page.content)


def test_one_takes_a_report_and_upholds_it(cast: Cast, manuscript: Manuscript) -> None:
    Manuscript.objects.filter(pk=manuscript.pk).update(responsible=None)
    report = reported(manuscript)
    client = entered(cast.moderator)
    assert client.post(at(report, "give/"), {"mine": "1"}).status_code == 302
    answer = client.post(at(report, "answer/"), {"verdict": "uphold", "answer": "You are right."})
    assert answer.headers["Location"] == at(report)
    report.refresh_from_db()
    assert (report.state, report.person, report.answer) == (
        "upheld",
        cast.moderator,
        "You are right.",
    )


def test_an_approver_gives_a_report_to_somebody(cast: Cast, report: ErrorReport) -> None:
    client = entered(cast.approver)
    assert client.post(at(report, "give/"), {"person": ""}).status_code == 422
    nora = person("nora")
    assert client.post(at(report, "give/"), {"person": str(nora.pk)}).status_code == 422
    assert client.post(at(report, "give/"), {"person": str(cast.moderator.pk)}).status_code == 302
    report.refresh_from_db()
    assert report.person == cast.moderator


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ({"verdict": "decline", "answer": ""}, 422),
        ({"verdict": "keep", "answer": "<b>Why</b> & how"}, 422),
        ({"answer": "<b>Why</b> & how"}, 422),
        ({"verdict": "decline", "answer": "a\x00b"}, 422),
        ({"verdict": "decline", "answer": "x" * 5001}, 422),
    ],
)
def test_a_refused_answer_keeps_what_was_typed(
    cast: Cast, report: ErrorReport, typed: dict[str, str], status: int
) -> None:
    answer = entered(cast.editor).post(at(report, "answer/"), typed)
    assert answer.status_code == status
    if "Why" in typed["answer"]:
        assert "&lt;b&gt;Why&lt;/b&gt; &amp; how" in answer.content.decode()
    report.refresh_from_db()
    assert report.state == "open"


def test_an_answer_to_what_another_has_is_refused_with_what_was_typed(
    cast: Cast, report: ErrorReport
) -> None:
    typed = {"verdict": "uphold", "answer": "My long answer"}
    answer = entered(cast.moderator).post(at(report, "answer/"), typed)
    assert answer.status_code == 409
    assert "Edna Editor has this report" in answer.content.decode()


def test_an_upheld_report_is_closed_by_an_edition_that_is_later(
    cast: Cast, report: ErrorReport
) -> None:
    actions.uphold_report(report=report.pk, by=cast.editor)
    client = entered(cast.editor)
    for edition in ("1", "2", "x", "", "9" * 30):
        assert client.post(at(report, "close/"), {"edition": edition}).status_code == 422
    report.refresh_from_db()
    assert report.state == "upheld"


def test_only_who_gives_out_work_erases_what_a_reader_wrote(
    cast: Cast, report: ErrorReport
) -> None:
    assert entered(cast.editor).post(at(report, "forget/")).status_code == 403
    client = entered(cast.approver)
    assert client.post(at(report, "forget/")).status_code == 302
    body = client.get(at(report)).content.decode()
    assert WORDS not in body
    assert "reader@example.org" not in body


def test_a_report_is_there_for_people_with_a_role_only(cast: Cast, report: ErrorReport) -> None:
    for address in (QUEUE, at(report)):
        assert entered(person(f"nora{len(address)}")).get(address).status_code == 404
        assert Client().get(address).status_code == 302
    for what in ("give/", "answer/", "close/", "forget/"):
        assert entered(cast.approver).get(at(report, what)).status_code == 405
        assert entered(cast.approver).post(f"{QUEUE}999999/{what}").status_code == 404
    assert Event.objects.filter(data__report=report.pk).count() == 0


def test_home_and_the_entry_lead_to_the_reports(
    cast: Cast, manuscript: Manuscript, report: ErrorReport
) -> None:
    client = entered(cast.editor)
    home = client.get(reverse("admin:index"))
    assert (home.context["reports"].count, home.context["reports"].yours) == (1, 1)
    assert 'href="/admin/reports/"' in home.content.decode()
    page = client.get(reverse("admin:manuscript", args=[manuscript.pk])).content.decode()
    assert f"/admin/reports/?entry={manuscript.pk}" in page


def test_an_approver_is_offered_the_upheld_reports_of_the_entry(
    cast: Cast, manuscript: Manuscript, report: ErrorReport
) -> None:
    def offered() -> Any:
        form = ApproveForm(manuscript=manuscript, obstacles=[], prefix="approve")
        return (
            [pk for pk, _words in form["reports"].field.choices] if "reports" in form.fields else []
        )

    manuscript.refresh_from_db()
    assert offered() == []
    actions.uphold_report(report=report.pk, by=cast.editor)
    assert offered() == [report.pk]


def test_the_queue_needs_as_many_queries_for_one_as_for_twenty(
    cast: Cast, manuscript: Manuscript, report: ErrorReport, django_assert_max_num_queries: Any
) -> None:
    row = ErrorReport.objects.filter(pk=report.pk).values().get()
    ErrorReport.objects.bulk_create(
        ErrorReport(**{**row, "id": None, "form": f"copy {number}"}) for number in range(20)
    )
    client = entered(cast.approver)
    client.get(QUEUE)
    with django_assert_max_num_queries(7):
        client.get(QUEUE)
    with django_assert_max_num_queries(16):
        client.get(at(report))
