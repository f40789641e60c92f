"""Facts: claims, citations, order, and what a page shows of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from encyclopedia.core.citations import DocumentCitation, Reference
from encyclopedia.core.documents import DocumentFact, PersonDocument
from encyclopedia.core.facts import (
    FactTarget,
    cite_facts,
    claim_words,
    display,
    ordered,
    shown,
    words_as_read,
)
from encyclopedia.wording import words

BORN = DocumentFact("born", date="1879-11-07", place="Yanovka")
ENTRY = "0b7b6a3e-0000-4000-8000-000000000000"


def person(*facts: DocumentFact) -> PersonDocument:
    return PersonDocument(id=ENTRY, slug="leon-trotsky", title="Leon Trotsky", facts=facts)


@pytest.mark.parametrize(
    ("fact", "claim"),
    [
        (BORN, "born 7 November 1879, Yanovka"),
        (DocumentFact("born", place="Argentona"), "born Argentona"),
        (DocumentFact("born", date="1200~"), "born c. 1200"),
        (DocumentFact("born", date="not a date"), "born not a date"),
        (DocumentFact("role", value="war commissar", date="1918-03/1925-01"),
         "role war commissar (March 1918 – January 1925)"),
        (DocumentFact("led_by", target="person/leon-trotsky"), "led by person/leon-trotsky"),
        (DocumentFact("event", value="attacked", target="Ramón Mercader", date="1940-08-20", place="Coyoacán"),
         "event attacked, Ramón Mercader (20 August 1940), Coyoacán"),
        (DocumentFact("role"), "role"),
    ],
)  # fmt: skip
def test_a_claim_is_the_fact_in_english(fact: DocumentFact, claim: str) -> None:
    assert claim_words("Leon Trotsky", fact) == (f"Leon Trotsky: {claim}", claim)


def test_the_claim_does_not_depend_on_the_language() -> None:
    with translation.override("de"):
        assert claim_words("Leon Trotsky", BORN)[1] == "born 7 November 1879, Yanovka"


def test_spacing_leaves_the_claim_and_every_value_changes_it() -> None:
    fact = DocumentFact("event", value="attacked", date="1940", place="Coyoacán", target="Mercader")
    same = replace(fact, value="  attacked ")
    assert claim_words("T", same) == claim_words("T", fact)
    for field in ("property", "value", "date", "place", "target"):
        changed = replace(fact, **{field: "1941"})
        assert claim_words("T", changed) != claim_words("T", fact), field
    assert claim_words("U", fact)[0] != claim_words("T", fact)[0]


def test_note_and_dispute_stand_in_the_sentence_and_leave_the_claim_short() -> None:
    fact = DocumentFact("event", value="attacked", date="1940")
    sentence, claim = claim_words("T", fact)
    for remarked in (replace(fact, note="a later forgery"), replace(fact, disputed=True)):
        remarked_sentence, remarked_claim = claim_words("T", remarked)
        assert (remarked_sentence == sentence, remarked_claim == claim) == (False, True)
    assert claim_words("T", replace(fact, note="forged", disputed=True))[0] == (
        f"{sentence} (disputed; forged)"
    )


@given(st.builds(DocumentFact, *[st.text(max_size=12)] * 5))
def test_any_fact_has_a_claim_in_its_sentence(fact: DocumentFact) -> None:
    sentence, claim = claim_words("Title", fact)
    assert claim in sentence


def test_citations_come_in_the_order_of_the_facts_and_know_their_fact() -> None:
    a, b = Reference("service-2009", "p. 11"), Reference("britannica")
    document = person(
        replace(BORN, citations=(a, b)), DocumentFact("died"), DocumentFact("role", citations=(b,))
    )
    citations = cite_facts(document)
    assert [(c.key, c.fact, c.number) for c in citations] == [
        ("service-2009", 0, 0),
        ("britannica", 0, 0),
        ("britannica", 2, 0),
    ]
    assert citations[0].claim == "born 7 November 1879, Yanovka"
    assert citations[0].sentence == "Leon Trotsky: born 7 November 1879, Yanovka"
    assert len({c.digest for c in citations}) == 3


def test_another_entry_makes_another_digest() -> None:
    document = person(replace(BORN, citations=(Reference("a"),)))
    other = replace(document, id="1" + ENTRY[1:])
    assert cite_facts(document)[0].digest != cite_facts(other)[0].digest


def test_facts_are_shown_in_the_order_of_their_properties_the_preferred_first() -> None:
    preferred = DocumentFact("born", date="1878", disputed=True)
    other = DocumentFact("born", date="1879", disputed=True)
    role, odd, died = (
        DocumentFact("role", value="x"),
        DocumentFact("odd", value="y"),
        DocumentFact("died", date="1953"),
    )
    facts = (odd, role, preferred, died, other)
    assert ordered(facts, "person") == (preferred, other, died, role, odd)
    pieces = shown(person(*facts))
    assert [(p.property, p.preferred, p.index) for p in pieces] == [
        ("born", True, 2),
        ("born", False, 4),
        ("died", False, 3),
        ("role", False, 1),
        ("odd", False, 0),
    ]


def test_equal_facts_keep_their_own_places() -> None:
    assert [p.index for p in shown(person(BORN, BORN))] == [0, 1]


def test_the_pieces_of_a_fact() -> None:
    fact = DocumentFact(
        "role", value="Secretary", date="1922/..", target="organisation/cpsu", note="n"
    )
    pieces = display(fact)
    assert words(pieces.label) == "Role"
    assert (pieces.words, pieces.when, pieces.note) == ("Secretary", "from 1922", "n")
    assert pieces.target == FactTarget("organisation/cpsu", "organisation", "cpsu")
    assert pieces.date is not None
    assert pieces.date.edtf == "1922/.."
    assert display(DocumentFact("born", date="1922/..")).when == "1922 or later"


def test_a_target_with_a_stroke_in_its_title_is_a_title() -> None:
    assert display(DocumentFact("spouse", target="AC/DC")).target == FactTarget("AC/DC")


def test_a_date_that_cannot_be_read_is_shown_as_typed() -> None:
    pieces = display(DocumentFact("born", date="long ago"))
    assert (pieces.date, pieces.when) == (None, "long ago")


def test_only_a_web_address_becomes_a_link() -> None:
    assert (
        display(DocumentFact("website", value="https://example.org")).url == "https://example.org"
    )
    pieces = display(DocumentFact("website", value="javascript:alert(1)"))
    assert (pieces.url, pieces.words) == ("", "javascript:alert(1)")


DOUBLES = [
    (DocumentFact("event", value="attacked, Mercader"), DocumentFact("event", value="attacked", target="Mercader")),
    (DocumentFact("event", value="attacked, Rome"), DocumentFact("event", value="attacked", place="Rome")),
    (DocumentFact("event", target="Rome"), DocumentFact("event", place="Rome")),
    (DocumentFact("event", target="Rome"), DocumentFact("event", value="Rome")),
    (DocumentFact("event", value="7 May 1879"), DocumentFact("event", date="1879-05-07")),
    (DocumentFact("event", value="x (1879)"), DocumentFact("event", value="x", date="1879")),
    (DocumentFact("event", value="x", note="y"), DocumentFact("event", value="x (y)")),
    (DocumentFact("event", value="x", disputed=True), DocumentFact("event", value="x", note="disputed")),
    (DocumentFact("event", value="x", disputed=True, note="y"), DocumentFact("event", value="x", note="disputed; y")),
    (DocumentFact("led", value="by x"), DocumentFact("led_by", value="x")),
    (DocumentFact("led by", value="x"), DocumentFact("led_by", value="x")),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), DOUBLES, ids=lambda fact: str(fact.note or fact.value))
def test_facts_that_are_alike_in_words_are_two_claims(
    one: DocumentFact, other: DocumentFact
) -> None:
    assert cited(one)[0].digest != cited(other)[0].digest


FIELDS = st.sampled_from(["", "a", "b", "a, b", "a (b)", "disputed", "1879", "1879-05-07"])
SOME_FACTS = st.builds(
    DocumentFact, st.sampled_from(["event", "led_by", "led by"]), *[FIELDS] * 5, st.booleans()
)


@given(SOME_FACTS, SOME_FACTS)
def test_no_two_facts_share_a_digest(one: DocumentFact, other: DocumentFact) -> None:
    assert (cited(one)[0].digest == cited(other)[0].digest) is (one == other)


def test_layout_leaves_the_digest_of_a_fact() -> None:
    fact = DocumentFact("event", value='the "end"', date="1879-05-07", place="Le Havre", note="a b")
    laid_out = DocumentFact(
        "event", value="the “e\u00adnd” ", date=" 1879-05-07", place="Le\u00a0Havre", note="a  b"
    )
    assert cited(fact)[0].digest == cited(laid_out)[0].digest


def cited(*facts: DocumentFact) -> tuple[DocumentCitation, ...]:
    return cite_facts(person(*(replace(fact, citations=(Reference("a"),)) for fact in facts)))


def test_which_of_the_facts_in_dispute_is_preferred_is_their_context() -> None:
    first, second, third = (
        DocumentFact("born", date=date, disputed=True) for date in ("1877", "1878", "1879")
    )
    uses = {citation.use for citation in cited(first, second, third)}
    assert {citation.use for citation in cited(first, third, second)} == uses
    assert len({citation.use for citation in cited(second, first, third)} & uses) == 1


def test_the_order_of_facts_that_are_not_in_dispute_is_nothing() -> None:
    facts = [DocumentFact("role", value=value) for value in "abc"]
    disputed = replace(BORN, disputed=True)
    uses = {citation.use for citation in cited(*facts, disputed)}
    assert {citation.use for citation in cited(disputed, *reversed(facts))} == uses


@pytest.mark.parametrize(
    ("claim", "read"),
    [
        (
            "affiliation Bolsheviks (1917 or later), Moscow",
            "affiliation Bolsheviks (from 1917), Moscow",
        ),
        ("led by X (8 November 1917 or earlier)", "led by X (until 8 November 1917)"),
        ("location 1903 or later, Moscow", "location from 1903, Moscow"),
        (
            "affiliation Bolsheviks (1917 – unknown)",
            "affiliation Bolsheviks (from 1917, end unknown)",
        ),
        ("led by A (unknown – 1936)", "led by A (until 1936, beginning unknown)"),
        ("role A (now or later) B (1903 or later)", "role A (now or later) B (from 1903)"),
        ("affiliation sooner or later party", "affiliation sooner or later party"),
        ("born 1871 or later", "born 1871 or later"),
    ],
)
def test_a_claim_is_read_with_an_open_span_of_time_as_a_historian_says_it(
    claim: str, read: str
) -> None:
    assert words_as_read(claim) == read
