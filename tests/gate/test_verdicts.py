"""How the gate is told that citations stand: by the newest check, unless the source or the words changed since."""

from __future__ import annotations

from dataclasses import replace

import pytest
from factories import Cast, article, check_all, drafted, page_of, published, said, source, submitted

from editorial import actions
from editorial.gate.gate_input import gate_input
from editorial.models import Check, DraftCitation, Manuscript
from editorial.projection.full_rebuild import rebuild_drafts
from encyclopedia.core.citations import Use
from encyclopedia.core.documents import Document
from encyclopedia.models import Citation

KEY = "service-trotsky-2009"


@pytest.fixture
def book(cast: Cast) -> Manuscript:
    return published(source(), cast)


def verdicts(document: Document) -> list[str]:
    """The verdict on each citation of the newest revision, in order; "" where there is none."""
    manuscript = Manuscript.objects.get(pk=document.id)
    inputs = gate_input(manuscript, document)
    return [inputs.verdicts.get(citation.use, "") for citation in inputs.citations]


def test_a_check_from_before_the_source_was_marked_is_stale(cast: Cast, book: Manuscript) -> None:
    document = article()
    manuscript = submitted(document, cast)
    check_all(manuscript, cast)
    assert verdicts(document) == ["supports"]
    actions.mark(manuscript=book.pk, reliability="forged", reason="Invented.", by=cast.approver)
    assert verdicts(document) == ["stale"]
    check_all(manuscript, cast)
    assert verdicts(document) == ["supports"]


@pytest.mark.parametrize("verdict", ["does_not_support", "contradicts"])
def test_a_fault_stays_whatever_is_known_against_the_source_since(
    cast: Cast, book: Manuscript, verdict: str
) -> None:
    document = article()
    manuscript = published(document, cast)
    check_all(manuscript, cast, verdict, "Seen.")
    for reliability in ("forged", "unreliable", "sound"):
        actions.mark(manuscript=book.pk, reliability=reliability, reason="So.", by=cast.approver)
        assert verdicts(document) == [verdict]
        shown = Citation.objects.select_related("source").get(entry=manuscript.pk)
        assert shown.standing == verdict
        since = "the source has been marked since"
        assert (since in shown.told) == (reliability != "sound")
        assert (since in page_of(manuscript.pk).notes) == (reliability != "sound")
    assert not any(wrong for _path, wrong in rebuild_drafts())
    assert not DraftCitation.objects.filter(manuscript=manuscript, checked=False).exists()


def test_what_was_not_borne_out_is_told_on_while_the_check_is_stale(
    cast: Cast, book: Manuscript
) -> None:
    document = article()
    manuscript = published(document, cast)
    check_all(manuscript, cast, "partly", "Nearly.")
    words = Check.objects.filter(manuscript=manuscript).newest()[0].not_borne_out
    actions.mark(manuscript=book.pk, reliability="forged", reason="Invented.", by=cast.approver)
    inputs = gate_input(manuscript, document)
    assert (list(inputs.verdicts.values()), list(inputs.not_borne_out.values())) == (
        ["stale"],
        [words],
    )
    notes = page_of(manuscript.pk).notes
    assert f"not borne out: “{words}”; the source has been marked since" in notes
    # A record of another work says nothing of these words.
    changed = source(
        record=source().record | {"title": "Another", "issued": {"date-parts": [[1900]]}}
    )
    published(replace(changed, id=str(book.pk)), cast, "correction")
    assert not gate_input(manuscript, document).not_borne_out


def test_the_newest_check_is_the_verdict(cast: Cast, book: Manuscript) -> None:
    document = article()
    manuscript = submitted(document, cast)
    check_all(manuscript, cast, "contradicts", "It says otherwise.")
    check_all(manuscript, cast, "partly", "Nearly.")
    assert verdicts(document) == ["partly"]


def test_changed_words_are_stale_only_where_the_checked_ones_are_gone(
    cast: Cast, book: Manuscript
) -> None:
    document = article(text=f"One.[@{KEY}, p. 1] Two.[@{KEY}, p. 1] Three.[@{KEY}, p. 3]")
    manuscript = submitted(document, cast)
    digest = DraftCitation.objects.filter(manuscript=manuscript).in_order()[0].digest
    actions.check(
        manuscript=manuscript.pk,
        digest=digest,
        verdict="supports",
        means="shelf",
        by=cast.moderator,
    )
    # A second claim that cites the same page was never checked: that is no change since a check.
    assert verdicts(document) == ["supports", "", ""]
    actions.recall(manuscript=manuscript.pk, by=cast.editor, reason="A page is wrong.")
    changed = replace(document, text=document.text.replace("One.", "Not one."))
    drafted(changed, cast)
    assert verdicts(changed) == ["stale", "stale", ""]
    assert Check.objects.count() == 1


TWICE = (
    "## {0}\n\nIt began.[@service-trotsky-2009, p. 12]\n\n"
    "## {1}\n\nIt began.[@service-trotsky-2009, p. 12]"
)


def twins(cast: Cast, *verdicts: str) -> list[str]:
    """The standings of one sentence in two places, each checked in turn, once both headings were changed."""
    published(source(), cast)
    document = article("Twice", TWICE.format("One", "Two"))
    manuscript = submitted(document, cast)
    for use, verdict in zip(drafted_uses(manuscript), verdicts, strict=False):
        actions.check(
            manuscript=manuscript.pk, digest=use.digest, context=use.context, verdict=verdict,
            note="Seen.", by=cast.moderator, **said(use.digest, verdict),
        )  # fmt: skip
    actions.recall(manuscript=manuscript.pk, by=cast.editor, reason="A page is wrong.")
    changed = submitted(replace(document, text=TWICE.format("Uno", "Due")), cast)
    return [row.standing for row in DraftCitation.objects.filter(manuscript=changed).in_order()]


def drafted_uses(manuscript: Manuscript) -> list[Use]:
    return [row.use for row in DraftCitation.objects.filter(manuscript=manuscript).in_order()]


@pytest.mark.parametrize(
    "verdicts", [("does_not_support", "supports"), ("supports", "contradicts")]
)
def test_where_checks_of_the_same_words_differ_a_new_place_is_checked_again(
    cast: Cast, verdicts: tuple[str, str]
) -> None:
    assert twins(cast, *verdicts) == ["stale", "stale"]


def test_where_they_agree_it_is_confirmed(cast: Cast) -> None:
    assert twins(cast, "supports", "partly") == ["context_changed", "context_changed"]


def test_a_fault_stays_when_its_place_is_gone(cast: Cast) -> None:
    assert twins(cast, "contradicts", "does_not_support") == ["does_not_support"] * 2


def test_a_fault_in_one_place_settles_no_other(cast: Cast) -> None:
    published(source(), cast)
    manuscript = submitted(article("Twice", TWICE.format("One", "Two")), cast)
    first, _second = drafted_uses(manuscript)
    actions.check(
        manuscript=manuscript.pk, digest=first.digest, context=first.context, note="Seen.",
        verdict="does_not_support", by=cast.moderator, **said(first.digest, "does_not_support"),
    )  # fmt: skip
    rows = DraftCitation.objects.filter(manuscript=manuscript).in_order()
    assert [row.standing for row in rows] == ["does_not_support", "unchecked"]
    assert [row.checked for row in rows] == [True, False]


def test_a_fault_is_not_dodged_by_going_back_to_the_old_heading(cast: Cast) -> None:
    published(source(), cast)
    text = "## {0}\n\nIt began.[@service-trotsky-2009, p. 12]"
    document = article("Once", text.format("True"))
    for heading, verdict in (("True", "supports"), ("Alleged", "contradicts")):
        manuscript = submitted(replace(document, text=text.format(heading)), cast)
        check_all(manuscript, cast, verdict, "Seen.")
        actions.recall(manuscript=manuscript.pk, by=cast.editor, reason="A page is wrong.")
    back = submitted(document, cast)
    assert DraftCitation.objects.get(manuscript=back).standing == "stale"
