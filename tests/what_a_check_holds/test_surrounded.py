"""Cited sentences in dozens of places: what gives them their meaning there never changes in silence.

Layout around them changes nothing. As with the sentences' own words, read and then through the office.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from factories import Cast, article, check_all, drafted, published, source, submitted
from hypothesis import given
from hypothesis import strategies as st
from portions import Portion
from what_a_check_holds.surrounded import PLACES
from what_a_check_holds.test_mutations import LANGUAGES, sentences

from editorial import actions
from editorial.desk.context_differences import differences
from editorial.models import DraftCitation
from encyclopedia.core.citations import DocumentCitation
from encyclopedia.markup import parse
from encyclopedia.models import Citation

CITED = "He met her in 1911.[@a, p. 1]"
PICTURES = {"one.jpg": "1" * 64, "two.jpg": "2" * 64}


def citations(text: str, language: str = "en") -> tuple[DocumentCitation, ...]:
    return parse(text, entry="e", language=language, pictures=PICTURES).citations


def uses(text: str, language: str = "en") -> set[tuple[str, str]]:
    return {cited.use for cited in citations(text, language)}


def wanted(text: str) -> str:
    """With pictures that nobody has uploaded yet."""
    return text.replace("one.jpg", "wanted:one.jpg").replace("two.jpg", "wanted:two.jpg")


@pytest.mark.parametrize("name", PLACES)
def test_a_meaning_around_a_sentence_never_changes_in_silence(name: str) -> None:
    checked = uses(PLACES[name].text(CITED))
    assert checked
    silent = [what for what, text in PLACES[name].meaning_changes(CITED) if checked & uses(text)]
    assert silent == []


@pytest.mark.parametrize("name", PLACES)
def test_a_layout_around_a_sentence_leaves_its_check(name: str) -> None:
    checked = uses(PLACES[name].text(CITED))
    dropped = [what for what, text in PLACES[name].layout_changes(CITED) if uses(text) != checked]
    assert dropped == []


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_so_of_the_sentences_of_every_language(language: str, portion: Portion) -> None:
    wrong: list[tuple[str, str, str]] = []
    for sentence in portion(sentences(language), 12):
        changes = [
            (name, kind, what, text)
            for name, place in PLACES.items()
            if place.takes(sentence.text)
            for kind, changed in (
                ("meaning", place.meaning_changes),
                ("layout", place.layout_changes),
            )
            for what, text in changed(sentence.text)
        ]
        for name, kind, what, text in portion(changes, 12):
            checked = uses(PLACES[name].text(sentence.text), language)
            now = uses(text, language)
            if checked & now if kind == "meaning" else checked != now:
                wrong.append((kind, name, what))
    assert wrong == []


@given(st.sampled_from(sorted(PLACES)), st.data())
def test_a_change_in_the_midst_of_new_layout_is_seen_and_worded(
    name: str, data: st.DataObject
) -> None:
    place = PLACES[name]
    layouts = {"none": place.text(CITED)} | dict(place.layout_changes(CITED))
    changes = dict(place.meaning_changes(CITED))
    before = citations(layouts[data.draw(st.sampled_from(sorted(layouts)))])
    after = citations(changes[data.draw(st.sampled_from(sorted(changes)))])
    for was, now in zip(before, after, strict=True):
        assert was.use != now.use
        if was.digest == now.digest:
            assert differences(was.surroundings, now.surroundings)


@pytest.mark.slow
@pytest.mark.portion(6)
@pytest.mark.django_db
@pytest.mark.parametrize("name", PLACES)
def test_in_the_office_it_comes_back_to_the_queue_and_is_published_when_it_stands(
    name: str, cast: Cast, portion: Portion
) -> None:
    published(source("a"), cast)
    place = PLACES[name]
    document = article(text=wanted(place.text(CITED)))
    manuscript = submitted(document, cast)
    check_all(manuscript, cast)
    actions.recall(manuscript=manuscript.pk, by=cast.editor, reason="A page is wrong.")
    rows = DraftCitation.objects.filter(manuscript=manuscript)
    for what, text in portion(list(place.meaning_changes(CITED)), 4):
        drafted(replace(document, text=wanted(text)), cast)
        assert "supports" not in rows.values_list("standing", flat=True), what
    same = [("nothing", place.text(CITED))]
    for what, text in same + portion(list(place.layout_changes(CITED)), 4):
        laid_out = drafted(replace(document, text=wanted(text)), cast)
        assert set(rows.values_list("standing", flat=True)) == {"supports"}, what
    moved = {"manuscript": laid_out.pk, "revision": laid_out.revision}
    actions.submit(**moved, by=cast.editor)
    actions.approve(**moved, by=cast.approver)
    actions.publish(manuscript=laid_out.pk, by=cast.approver)
    standings = Citation.objects.filter(entry=laid_out.pk).values_list("standing", flat=True)
    assert set(standings) == {"supports"}
