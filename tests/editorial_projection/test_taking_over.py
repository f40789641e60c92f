"""What one entry takes over from another: what it lacks, with what that cites, and nothing twice."""

from __future__ import annotations

from dataclasses import replace

import pytest
from factories import biography, source

from editorial.projection.taking_over import (
    NotLacking,
    at_odds,
    fact_name,
    parts,
    take_over,
    ways,
)
from encyclopedia.core.citations import Reference
from encyclopedia.core.documents import (
    Author,
    Document,
    DocumentFact,
    DocumentPicture,
    Provenance,
)
from encyclopedia.core.properties import check_all

CITED = (Reference("book", "p. 3"),)
KEPT = biography("Leon Trotsky", aliases=("Trotsky",), tags=("Marxism",))


def other(**fields: object) -> Document:
    return replace(biography("Lev Bronstein", facts=()), **{"text": "Other."} | fields)  # type: ignore[arg-type]


def everything(kept: Document, from_other: Document) -> Document:
    return take_over(kept, from_other, [part.name for part in parts(kept, from_other)])


def test_names_and_tags_are_taken_that_are_not_there_yet() -> None:
    changed = everything(
        KEPT, other(aliases=("TROTSKY", "Lyova", "lyova"), tags=("marxism", "Exile"))
    )
    assert changed.aliases == ("Trotsky", "Lev Bronstein", "Lyova")
    assert changed.tags == ("Marxism", "Exile")
    assert (changed.title, changed.text, changed.summary) == (KEPT.title, KEPT.text, KEPT.summary)


def test_words_are_taken_only_where_there_are_none() -> None:
    empty = replace(KEPT, text=" ", summary="")
    changed = everything(empty, other(summary="Who."))
    assert (changed.text, changed.summary) == ("Other.", "Who.")
    assert not {"text", "summary"} & {part.name for part in parts(KEPT, other())}


def test_a_fact_is_taken_with_what_it_cites_and_one_that_both_state_is_cited_by_both() -> None:
    born = KEPT.facts[0]
    lived = DocumentFact("residence", place="Prinkipo", date="1929/1933", citations=CITED)
    changed = everything(KEPT, other(facts=(replace(born, citations=CITED), lived)))
    assert changed.facts == (replace(born, citations=CITED), *KEPT.facts[1:], lived)
    assert parts(changed, other(facts=(replace(born, citations=CITED), lived))) == [
        part for part in parts(changed, other()) if part.field != "facts"
    ]


def test_what_contradicts_the_kept_one_is_not_proposed() -> None:
    contradicts = DocumentFact("born", date="1881")
    agrees = DocumentFact("affiliation", value="Bolsheviks")
    by_name = {part.name: part.is_plain for part in parts(KEPT, other(facts=(contradicts, agrees)))}
    assert fact_name(contradicts) not in by_name
    assert by_name[fact_name(agrees)]
    assert [by_name[way] for way in way_of("born", KEPT, other(facts=(contradicts,)))] == [
        False
    ] * 2


def way_of(name: str, kept: Document, from_other: Document) -> tuple[str, str]:
    return ways(at_odds(kept, from_other)[name])


def test_of_two_values_one_stands_or_both_as_disputed_and_either_can_be_submitted() -> None:
    mine = DocumentFact("born", date="1879-11-07", citations=CITED)
    exact = replace(mine, place="Yanovka")
    before, after = KEPT.facts[1:], DocumentFact("affiliation", value="Vienna Pravda")
    kept = replace(KEPT, facts=(mine, *before, after))
    whole = other(facts=(exact,))
    instead, disputed = way_of("born", kept, whole)
    assert way_of("born", whole, kept) == (instead, disputed)
    assert take_over(kept, whole, []) == kept
    assert take_over(kept, whole, [instead]).facts == (exact, *before, after)
    both = take_over(kept, whole, [disputed]).facts
    assert both == (
        replace(mine, disputed=True),
        replace(exact, disputed=True),
        *before,
        after,
    )
    for names in ([instead], [disputed]):
        assert check_all("person", take_over(kept, whole, names).facts) == []
    with pytest.raises(NotLacking):
        take_over(replace(kept, facts=(replace(mine, date="1880"),)), whole, [instead])


def test_a_fact_that_would_lead_to_itself_is_not_taken() -> None:
    facts = tuple(
        DocumentFact("relative", target=name)
        for name in ("Leon  trotsky", "person/lev-bronstein", "Natalia Sedova")
    )
    taken = [part.value.target for part in parts(KEPT, other(facts=facts)) if part.field == "facts"]
    assert taken == ["Natalia Sedova"]


def test_a_picture_gets_a_name_of_its_own_and_is_taken_once() -> None:
    mine = DocumentPicture("portrait", "a" * 64, "He")
    theirs = DocumentPicture("portrait", "b" * 64, "He, older")
    kept = replace(KEPT, pictures=(mine,))
    changed = everything(kept, other(pictures=(theirs, mine, theirs)))
    assert changed.pictures == (mine, replace(theirs, name="portrait-2"))


def test_where_words_came_from_and_who_wrote_them_is_told() -> None:
    origin = Provenance("Wikipedia", licence="CC BY-SA 4.0")
    whole = other(
        facts=(DocumentFact("affiliation", value="Mezhraiontsy"),),
        provenance=(origin,),
        authors=(Author("Nora"),),
    )
    assert everything(KEPT, whole).provenance == (origin,)
    assert everything(KEPT, whole).authors == (Author("Nora"),)
    # A name is nobody's work.
    assert take_over(KEPT, whole, ["aliases"]).provenance == ()


def test_what_is_not_lacking_is_refused() -> None:
    for name in ("text", "fact-0123456789abcdef", "x"):
        with pytest.raises(NotLacking):
            take_over(KEPT, other(), [name])
    with pytest.raises(NotLacking):
        take_over(source("a"), source("b"), ["publisher"])
