"""Looking a source up outside: in the dialog that cites, and in a source's own form, with script and without."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from catalogues import answers_of as said
from django.conf import LazySettings
from django.urls import reverse
from factories import Cast, drafted, source
from local_catalogue import LocalCatalogue, Said, local_catalogue
from office import entered, sent

from editorial.catalogues import asking
from editorial.models import Manuscript

ADD = "admin:editorial_sourcemanuscript_add"
DOI = "10.1017/abc"
CSL = {**said.CSL, "author": [{"given": "<b onclick=x>Ann", "family": "Smith"}]}


@pytest.fixture
def here(settings: LazySettings) -> Iterator[LocalCatalogue]:
    with local_catalogue() as catalogue:
        settings.CATALOGUES = [f"doi={catalogue.address}"]
        catalogue.says["/10.1017/abc"] = Said(CSL)
        yield catalogue


def told(cast: Cast, typed: str, **more: str) -> Any:
    answer = entered(cast.editor).post(reverse("admin:live_look_up"), {"typed": typed, **more})
    assert answer.status_code == 200
    return answer.json()


def filled(cast: Cast, paste: str, **posted: str) -> Any:
    data = sent("source", title="", csl_type="book") | {"_read": "1", "paste": paste} | posted
    return entered(cast.editor).post(reverse(ADD), data)


def test_the_proposal_says_which_catalogue_a_field_is_from(
    cast: Cast, here: LocalCatalogue
) -> None:
    proposal = told(cast, DOI)["proposal"]
    assert "From doi.org." in proposal
    assert 'value="Tides &amp; trade of the bay"' in proposal
    assert "smith-tides-1985" in proposal
    assert "onclick" not in proposal
    assert not Manuscript.objects.exists()


def test_the_first_answer_names_who_can_be_asked_and_asks_nobody(
    cast: Cast, here: LocalCatalogue
) -> None:
    answer = entered(cast.editor).post(reverse("admin:live_cite"), {"typed": DOI}).json()
    assert (answer["catalogues"], answer["number"]) == (["doi.org"], True)
    assert "Look it up in doi.org" in answer["proposal"]
    assert here.asked == []


def test_that_none_is_switched_on_is_said_and_all_the_rest_works(cast: Cast) -> None:
    answer = entered(cast.editor).post(reverse("admin:live_cite"), {"typed": DOI}).json()
    assert answer["catalogues"] == []
    assert "No catalogue outside is switched on" in answer["proposal"]
    assert f'value="{DOI}"' in told(cast, DOI)["proposal"]


def test_a_work_that_is_here_under_another_number_stands_beside(
    cast: Cast, here: LocalCatalogue
) -> None:
    record = {
        "id": "x",
        "type": "article-journal",
        "title": "Tides & trade of the bay",
        "author": [{"family": "Smith", "given": "A."}],
        "issued": {"date-parts": [[1985]]},
    }
    drafted(source("x", title="Tides", record=record), cast)
    here.says["/10.1017/abc"] = Said({**CSL, "author": [{"given": "A.", "family": "Smith"}]})
    assert 'data-cite="x"' in told(cast, DOI)["proposal"]


def test_a_wrong_work_is_shown_and_taken_only_when_chosen(cast: Cast, here: LocalCatalogue) -> None:
    here.says["/10.1017/abc"] = Said({**CSL, "DOI": "10.9999/else"})
    proposal = told(cast, DOI)["proposal"]
    assert "it has another DOI: 10.9999/else" in proposal
    assert 'value="Tides' not in proposal
    proposal = told(cast, DOI, chosen="0-0")["proposal"]
    assert 'value="Tides &amp; trade of the bay"' in proposal
    assert "it has another DOI: 10.9999/else" in proposal
    for chosen in ("9-9", "-1", "x\x00"):
        assert 'value="Tides' not in told(cast, DOI, chosen=chosen)["proposal"]


def test_who_asks_too_much_is_told_so(
    cast: Cast, here: LocalCatalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "MAX_QUESTIONS", 0)
    answer = entered(cast.editor).post(reverse("admin:live_look_up"), {"typed": DOI})
    assert answer.status_code == 429
    assert "Go on by hand" in answer.json()["message"]
    assert "Too much was looked up" in filled(cast, DOI).content.decode()


def test_who_may_not_write_looks_nothing_up(cast: Cast, here: LocalCatalogue) -> None:
    answer = entered(cast.moderator).post(reverse("admin:live_look_up"), {"typed": DOI})
    assert answer.status_code == 403
    assert here.asked == []


def test_saving_asks_nobody(cast: Cast, here: LocalCatalogue) -> None:
    data = sent("source", title="Tides", csl_type="book", csl_DOI=DOI, paste=DOI)
    assert entered(cast.editor).post(reverse(ADD), data).status_code == 302
    assert here.asked == []


def test_a_number_fills_the_form_of_a_source_without_script(
    cast: Cast, here: LocalCatalogue
) -> None:
    answer = filled(cast, f"https://doi.org/{DOI}")
    form = answer.context["whole"].form
    assert form["title"].value() == "Tides & trade of the bay"
    assert form["csl_type"].value() == "article-journal"
    assert form["csl_container_title"].value() == "Journal of Bays"
    assert "From doi.org." in answer.content.decode()
    assert not Manuscript.objects.exists()


def test_what_stands_in_the_form_stays(cast: Cast, here: LocalCatalogue) -> None:
    answer = filled(cast, DOI, title="My tides", csl_volume="9", csl_type="chapter")
    form = answer.context["whole"].form
    values = [form[name].value() for name in ("title", "csl_volume", "csl_type", "csl_issue")]
    assert values == ["My tides", "9", "chapter", "2"]
    live = entered(cast.editor).post(reverse("admin:live_reference"), {"paste": DOI}).json()
    assert live["keeps"] is True
    assert live["fields"]["csl_issue"] == "2"
    assert "csl_edition" not in live["fields"]


def test_what_cannot_be_filled_is_said_in_the_form(cast: Cast, here: LocalCatalogue) -> None:
    here.says["/10.1017/abc"] = Said("", 404)
    answer = filled(cast, DOI)
    assert answer.context["whole"].form["csl_DOI"].value() == DOI
    assert "doi.org does not have it." in answer.content.decode()
    assert "No catalogue outside is switched on for it" in filled(cast, "PMID: 1").content.decode()
    assert "This is no number" in filled(cast, "nothing at all").content.decode()


@pytest.mark.parametrize("listed", [[], ["doi"]])
def test_the_form_of_a_source_says_what_is_looked_up(
    cast: Cast, settings: LazySettings, listed: list[str]
) -> None:
    settings.CATALOGUES = listed
    page = entered(cast.editor).get(reverse(ADD)).content.decode()
    assert ("Numbers are looked up in doi.org" in page) is bool(listed)
    assert ("No catalogue outside is switched on" in page) is not bool(listed)
