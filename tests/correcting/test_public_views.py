"""Where “Correct this sentence” leads from a page that readers see: the page is the same for everybody."""

from __future__ import annotations

from datetime import timedelta

import pytest
from correcting.conftest import HOME
from django.test import Client
from django.utils import timezone
from factories import Cast, article, drafted, person, published
from office import entered
from readers_reports import claim_of

from editorial import actions
from editorial.models import Manuscript, Restriction, Shown

pytestmark = pytest.mark.django_db


def office(entry: Manuscript, query: str = "") -> str:
    return f"/admin/manuscript/{entry.pk}/correct/{query}"


def test_the_page_leads_there_from_its_foot_from_a_note_and_from_the_page_of_a_claim(
    entry: Manuscript,
) -> None:
    page = Client().get(HOME).content.decode()
    assert page.count('href="correct/"') == 2
    digest = claim_of(entry)
    claim = Client().get(f"/claim/{digest}/").content.decode()
    assert f'href="{HOME}correct/?claim={digest}"' in claim


def test_whoever_the_office_shows_the_entry_comes_to_the_small_form(
    cast: Cast, entry: Manuscript
) -> None:
    for user in (cast.editor, cast.moderator, cast.approver, cast.superuser):
        answer = entered(user).get(f"{HOME}correct/?claim=abc")
        assert (answer.status_code, answer.url) == (302, office(entry, "?claim=abc"))
    answer = entered(cast.editor).get(f"{HOME}@1/correct/")
    assert answer.url == office(entry, "?edition=1")


def test_everybody_else_comes_to_the_report_and_is_told_nothing_of_the_office(
    cast: Cast, entry: Manuscript
) -> None:
    nobody = person("nora")
    hidden = person("hilda", "Editors")
    Restriction.objects.create(account=hidden, shown=Shown.OWN, by=cast.superuser)
    guest = person("gus", "Editors")
    Restriction.objects.create(
        account=guest,
        shown=Shown.MANUSCRIPT,
        manuscript=entry,
        ends_at=timezone.now() + timedelta(days=1),
        by=cast.superuser,
    )
    clients = [Client(), *(entered(user) for user in (nobody, hidden, guest, cast.disabled))]
    for client in clients:
        answer = client.get(f"{HOME}@1/correct/?claim=abc")
        assert (answer.status_code, answer.url) == (302, f"{HOME}@1/report/?claim=abc")
        assert "no-store" in answer["Cache-Control"]


def test_an_editor_who_is_not_signed_in_finds_the_way_back_at_the_report(
    cast: Cast, entry: Manuscript
) -> None:
    digest = claim_of(entry)
    report = Client().get(f"{HOME}correct/?claim={digest}", follow=True).content.decode()
    correct = f"{HOME}correct/?claim={digest}"
    assert (
        "/account/login/?next=%2Farticle%2Fpermanent-revolution%2Fcorrect%2F%3Fclaim%3D" in report
    )
    assert entered(cast.editor).get(correct).url == office(entry, f"?claim={digest}")


def test_what_readers_do_not_see_is_no_more_there_than_its_page(
    cast: Cast, entry: Manuscript
) -> None:
    drafted(article("A draft"), cast)
    for client in (Client(), entered(cast.editor)):
        for path in ("/article/a-draft/", "/article/nothing/", "/article/a-draft/@1/"):
            assert client.get(f"{path}correct/").status_code == 404
    renamed = "/article/theory/"
    actions.rename(
        manuscript=entry.pk, title=entry.title, slug="theory", by=cast.editor, based_on=1
    )
    entry.refresh_from_db()
    document = entry.revisions.get(number=entry.revision).read()
    published(document, cast)
    assert Client().get(f"{HOME}correct/").url == f"{renamed}correct/"
    actions.withdraw(manuscript=entry.pk, by=cast.approver, reason="Wrong.")
    assert entered(cast.editor).get(f"{renamed}correct/").status_code == 410


def test_nothing_is_sent_there_and_hostile_words_lead_nowhere(
    cast: Cast, entry: Manuscript
) -> None:
    client = entered(cast.editor)
    assert client.post(f"{HOME}correct/").status_code == 405
    answer = client.get(f"{HOME}correct/", {"claim": '"><script>\x00//evil.example'})
    assert answer.url.startswith(office(entry))
    assert "<" not in answer.url
