"""Translations: joined in both directions, one a language, shown as behind until somebody confirms, taken apart."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any
from uuid import UUID

import elements
import pytest
from django.test import Client
from factories import Cast, article, biography, drafted, page_of, published, source, submitted

from editorial import actions
from editorial.gate.gate_input import obstacles
from editorial.models import Event, Manuscript
from editorial.projection.from_log import from_log
from editorial.record.verification import faults
from editorial.workflow import Forbidden, NotAllowed, Refused
from encyclopedia import projection
from encyclopedia.core.documents import Document
from encyclopedia.models import Citation, Page, Translation

ENGLISH = article("Revolution", "It began.[@service-trotsky-2009, p. 12]")
GERMAN = article("Umsturz", "Es begann.[@service-trotsky-2009, p. 12]", language="de")
ARABIC = article("ثورة", "بدأت.[@service-trotsky-2009, p. 12]", language="ar", slug="thawra")


def join(cast: Cast, of: Document = GERMAN, to: Document | None = ENGLISH, **more: Any) -> Any:
    original = UUID(to.id) if to else None
    given = {"manuscript": UUID(of.id), "original": original, "by": cast.approver, **more}
    return actions.join_translation(**given)


def switch(document: Document) -> dict[str, str]:
    """What the page leads to: the language by the address."""
    nav = elements.read(page_of(document.id).tail).all("nav", class_="translations")
    links = nav[0].all("a") if nav else []
    return {link.attributes["href"]: link.attributes["hreflang"] for link in links}


def behind(document: Document) -> list[str]:
    page = elements.read(page_of(document.id).tail)
    return [line.text for line in page.all("p", class_="behind")]


def warnings(document: Document) -> set[str]:
    manuscript = Manuscript.objects.get(pk=document.id)
    return {obstacle.code for obstacle in obstacles(manuscript, document, "submit")}


@pytest.fixture
def all_three(cast: Cast) -> None:
    for document in (source(), ENGLISH, GERMAN, ARABIC):
        published(document, cast)
    join(cast)
    join(cast, of=ARABIC)


def test_every_page_of_the_group_leads_to_all_others(all_three: None, client: Client) -> None:
    english, german, arabic = "/article/revolution/", "/article/umsturz/", "/article/thawra/"
    assert switch(ENGLISH) == {arabic: "ar", german: "de"}
    assert switch(GERMAN) == {arabic: "ar", english: "en"}
    for document in (ENGLISH, GERMAN, ARABIC):
        head = elements.read(page_of(document.id).head)
        named = [link.attributes.get("hreflang") for link in head.all("link", rel="alternate")]
        assert [tag for tag in named if tag] == ["ar", "de", "en"]
    link = elements.read(page_of(ENGLISH.id).tail).one("a", hreflang="ar")
    assert (link.attributes["lang"], link.attributes["dir"]) == ("ar", "rtl")
    told = {
        other["language"]: other["relation"]
        for other in json.loads(client.get(f"{german}index.json").content)["translations"]
    }
    assert told == {"ar": "sister", "en": "original"}
    sitemap = client.get("/sitemap-1.xml").content.decode()
    assert sitemap.count('<xhtml:link rel="alternate" hreflang="de"') == 3
    assert list(faults([])) == []


def test_linked_data_name_the_original_and_its_translations(all_three: None) -> None:
    def data(document: Document) -> Any:
        script = elements.read(page_of(document.id).head).one("script")
        return json.loads(script.text)

    assert data(GERMAN)["translationOfWork"]["inLanguage"] == "en"
    assert [work["inLanguage"] for work in data(ENGLISH)["workTranslation"]] == ["ar", "de"]


def test_joined_twice_it_changes_nothing(all_three: None, cast: Cast) -> None:
    assert not join(cast).changed
    assert Event.objects.filter(action="join_translation").count() == 2


def test_who_may_and_what_may_be_joined(all_three: None, cast: Cast) -> None:
    with pytest.raises(Forbidden):
        join(cast, by=cast.editor)
    second = article("Aufruhr", "Es fing an.[@service-trotsky-2009, p. 12]", language="de")
    person = biography(language="fr")
    published(second, cast)
    published(person, cast)
    draft = article("Révolte", language="fr")
    drafted(draft, cast)
    with pytest.raises(Refused, match="“Umsturz” is in Deutsch too"):
        join(cast, of=second)
    with pytest.raises(Refused, match="is a translation itself"):
        join(cast, of=second, to=GERMAN)
    with pytest.raises(Refused, match="has translations itself"):
        join(cast, of=ENGLISH, to=second)
    for to in (person, draft, second):
        with pytest.raises(Refused, match="Choose another published entry of the same kind"):
            join(cast, of=second, to=to)
    with pytest.raises(Refused, match="no published edition 2"):
        join(cast, edition=2)
    with pytest.raises(NotAllowed):
        join(cast, of=draft)


def test_a_translation_is_behind_a_revised_original_until_somebody_confirms(
    all_three: None, cast: Cast
) -> None:
    worded = replace(ENGLISH, summary="In other words.")
    published(worded, cast, change="wording")
    assert behind(GERMAN) == []
    published(replace(ENGLISH, summary="More of it."), cast, change="addition")
    assert "Das Original (English) wurde" in behind(GERMAN)[0]
    assert behind(ENGLISH) == []
    assert "translation_behind" in warnings(GERMAN)
    join(cast)
    assert behind(GERMAN) == []
    assert "translation_behind" not in warnings(GERMAN)
    assert len(behind(ARABIC)) == 1
    assert Translation.objects.get(pk=GERMAN.id).edition == 3


def test_what_is_taken_apart_is_named_nowhere(all_three: None, cast: Cast) -> None:
    with pytest.raises(Refused, match="Say why"):
        join(cast, to=None)
    join(cast, to=None, reason="It is another subject.")
    assert switch(GERMAN) == {}
    assert switch(ENGLISH) == {"/article/thawra/": "ar"}
    with pytest.raises(Refused, match="is no translation"):
        join(cast, to=None, reason="Again.")
    assert list(faults([])) == []


def test_a_withdrawn_original_is_led_to_no_more_and_comes_back(all_three: None, cast: Cast) -> None:
    manuscript = UUID(ENGLISH.id)
    actions.withdraw(manuscript=manuscript, reason="Wrong.", by=cast.approver)
    assert switch(GERMAN) == {"/article/thawra/": "ar"}
    assert "translation_original_withdrawn" in warnings(GERMAN)
    published(replace(ENGLISH, summary="Right."), cast, change="correction")
    assert "/article/revolution/" in switch(GERMAN)
    assert len(behind(GERMAN)) == 1


def test_a_language_that_the_group_has_already_stops_a_draft(all_three: None, cast: Cast) -> None:
    assert "translation_language_taken" in warnings(replace(GERMAN, language="ar"))
    assert "translation_language_taken" not in warnings(GERMAN)


def test_rows_are_derived_from_the_log_and_an_altered_one_is_found(
    all_three: None, cast: Cast
) -> None:
    Translation.objects.filter(pk=GERMAN.id).update(edition=7)
    Translation.objects.filter(pk=ARABIC.id).delete()
    told = [fault for fault in faults([]) if "translation" in fault]
    assert len(told) == 2
    projection.store_due_pages.call()
    fixed = {item.part for item in projection.rebuild(from_log=from_log())}
    assert "translation" in fixed
    assert list(faults([])) == []
    assert Page.objects.get(pk=ARABIC.id).tail.count("hreflang") == 2


def test_no_check_is_carried_to_a_translation(cast: Cast) -> None:
    for document in (source(), ENGLISH, GERMAN):
        published(document, cast)
    join(cast)
    # The same place of the same work, and even the same words.
    for text in ("Cela commença.[@service-trotsky-2009, p. 12]", ENGLISH.text):
        french = article("Révolte", text, language="fr", slug="revolte")
        submitted(french, cast)
        manuscript = Manuscript.objects.get(pk=french.id)
        stopping = {one.code for one in obstacles(manuscript, french, "approve") if one.stops}
        assert stopping & {"not_checked", "unchecked", "citation_unchecked"}, stopping
        actions.recall(manuscript=manuscript.pk, reason="Done.", by=cast.editor)
        actions.discard(manuscript=manuscript.pk, reason="Done.", by=cast.editor)
    assert Citation.objects.filter(standing="supports").count() == 2
