"""What comes before facts and contents in the order of reading: the lead."""

from __future__ import annotations

import pytest
from rendering.shelf import ENTRY, LIBRARY, article, rendered

from encyclopedia.core import documents
from encyclopedia.markup import sanitiser
from encyclopedia.rendering.body import LEAD_END


def lead_and_rest(text: str, **fields: object) -> tuple[str, str]:
    body = rendered(article(text, **fields)).body
    lead, _end, rest = body.rpartition(LEAD_END)
    return lead, rest


@pytest.mark.parametrize(
    ("text", "lead", "rest"),
    [
        ("A.\n\nB.\n\n## C\n\nD.", ["A.", "B."], ["C", "D."]),
        ("A.\n\nB.\n\nC.", ["A."], ["B.", "C."]),
        ("> Motto.\n\nA.\n\nB.", ["Motto.", "A."], ["B."]),
        ("A.", ["A."], []),
        ("## C\n\nD.", [], ["C", "D."]),
        ("> ## Quoted\n\nA.\n\n## C", ["Quoted", "A."], ["C"]),
        ("A.\n\n---\n\nB.\n\n## C", ["A.", "B."], ["C"]),
        ("", [], []),
    ],
)
def test_the_lead_ends_before_the_first_heading_or_after_the_first_paragraph_of_a_text_without(
    text: str, lead: list[str], rest: list[str]
) -> None:
    before, after = lead_and_rest(text)
    for words in lead:
        assert f">{words}<" in before
        assert f">{words}<" not in after
    for words in rest:
        assert f">{words}<" in after
        assert f">{words}<" not in before
    assert bool(before) == bool(lead)


def test_the_end_of_the_lead_passes_the_sanitiser_and_no_author_can_write_it() -> None:
    assert sanitiser.clean(LEAD_END) == LEAD_END
    assert rendered(f"A {LEAD_END}\n\n## B").body.count(LEAD_END) == 1


def test_lead_and_rest_each_name_a_foreign_language() -> None:
    lead, rest = lead_and_rest("Uno.\n\n## Due\n\nTre.", language="it")
    for html in (lead, rest):
        assert html.startswith('<div lang="it">')
        assert html.endswith("</div>")


def test_the_record_of_a_source_belongs_to_its_lead() -> None:
    record = LIBRARY.sources["service"].record
    document = documents.SourceDocument(
        id=ENTRY, slug="s", title="S", record=record, text="A.\n\nB."
    )
    lead, _end, rest = rendered(document).body.partition(LEAD_END)
    assert 'class="record"' in lead
    assert "A." in lead
    assert "B." in rest
