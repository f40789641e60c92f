"""For documents that cite and name nothing, the gate is given the same at once as for each by itself."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from factories import Cast, article, biography, drafted, published, source

from editorial import actions
from editorial.gate.gate_input import gate_input
from editorial.gate.standing_alone import inputs_alone, stands_alone
from encyclopedia.analysis import analyse
from encyclopedia.core.documents import DocumentFact


@pytest.mark.parametrize("approver", [None, "editor", "approver"])
def test_it_is_what_the_gate_collects_for_each(cast: Cast, approver: str | None) -> None:
    renamed = published(source("old-key"), cast)
    actions.rename(
        manuscript=renamed.pk, title="Trotsky", slug="new-key", by=cast.editor, based_on=1
    )
    documents = [
        source(),
        source("old-key"),  # its address is still that of a published entry
        source("unfit", record={"type": "no such type"}),
        article("Words alone", text="Nobody says so. Nor so."),
        article("Nothing", text=" ", summary=""),
        biography(text="Alone.", facts=()),
    ]
    drafts = [(drafted(document, cast), document, analyse(document)) for document in documents]
    person: User | None = approver and getattr(cast, approver)
    pk = person.pk if person else None
    together = inputs_alone(drafts, approver=pk)
    assert together == [
        gate_input(manuscript, document, approver=pk) for manuscript, document, _analysis in drafts
    ]
    assert [judged.address_taken for judged in together] == [False, True, *[False] * 4]


def test_what_cites_or_names_something_does_not_stand_alone() -> None:
    target = DocumentFact("member_of", target="Red Army")
    for document in (
        article(),
        article(text="See [[Leon Trotsky]]."),
        article(text="Alone.", tags=("Exile",)),
        biography(text="Alone.", facts=(target,)),
    ):
        assert not stands_alone(document, analyse(document))
    assert stands_alone(source(), analyse(source()))
