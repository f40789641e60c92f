"""The setting CITATION_STYLE decides the words of every source, and nothing goes round it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from elements import read
from rendering.shelf import SERVICE, rendered
from source_files import imports

from encyclopedia.bibliography import CITATION_STYLES
from encyclopedia.core.documents import SourceDocument
from encyclopedia.rendering.body import record
from encyclopedia.rendering.site_citation_style import site_citation_style
from encyclopedia.settings import choice
from encyclopedia.wording.record_labels import record_lines

ROOT = Path(__file__).parents[2]
TEXT = "One.[@service, p. 1] Two.[@patenaude, p. 2] Three.[@service, p. 3]"


def test_a_page_has_notes_and_bibliography_in_the_style_that_is_set(
    settings: Any,
) -> None:
    by_default = rendered(TEXT).notes
    settings.CITATION_STYLE = "author-date"
    page = read(rendered(TEXT).notes)
    notes = [page.one("li", id=f"fn-{number}").text for number in (1, 2, 3)]
    assert [note.removeprefix("↩ ").split("not yet")[0] for note in notes] == [
        "Service 2009, 1.",
        "Patenaude 2010, 2.",
        "Service 2009, 3.",
    ]
    lines = [line.text for line in page.one("section", role="doc-bibliography").all("li")]
    assert lines == [
        "Patenaude, Ann. 2010. Downfall. Press.",
        "Service, Ann. 2009. Trotsky: A Biography. Press.",
    ]
    settings.CITATION_STYLE = "chicago-notes"
    assert rendered(TEXT).notes == by_default
    assert "Ann Service, <em>Trotsky: A Biography</em> (Press, 2009), 1." in by_default


def test_a_sources_own_page_is_in_the_style_that_is_set(settings: Any) -> None:
    source = SourceDocument(
        id="6f9619ff-8b86-4011-b42d-00cf4fc964ff",
        slug="service",
        title=SERVICE.title,
        summary="",
        text="",
        record=SERVICE.record,
    )
    assert "Service, Ann. <em>Trotsky: A Biography</em>. Press, 2009." in record(source)
    settings.CITATION_STYLE = "author-date"
    assert "Service, Ann. 2009. <em>Trotsky: A Biography</em>. Press." in record(source)


@pytest.mark.parametrize("style", sorted(CITATION_STYLES))
@pytest.mark.parametrize(
    ("language", "date"),
    [("en-gb", "19 July 1937"), ("de", "19. Juli 1937"), ("en-us", "July 19, 1937")],
)
def test_the_dates_of_sources_are_those_of_the_sites_language(
    settings: Any, style: str, language: str, date: str
) -> None:
    settings.LANGUAGE_CODE, settings.CITATION_STYLE = language, style
    source = {
        "type": "article-newspaper",
        "title": "A report",
        "container-title": "The Paper",
        "author": [{"family": "Service", "given": "Ann"}],
        "issued": {"date-parts": [[1937, 7, 19]]},
    }
    style_of_site = site_citation_style()
    shown = date if style == "chicago-notes" else date.replace("1937", "").strip(", ")
    assert shown in (style_of_site.bibliography_line(source) or style_of_site.full_note(source))
    assert date in [line.value for line in record_lines(source)]


def test_the_setting_takes_the_name_of_a_style_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def chosen(value: str) -> str:
        monkeypatch.setenv("CITATION_STYLE", value)
        return choice("CITATION_STYLE", "chicago-notes", CITATION_STYLES)

    assert sorted(CITATION_STYLES) == ["author-date", "chicago-notes"]
    assert (chosen("author-date"), chosen("")) == ("author-date", "chicago-notes")
    with pytest.raises(ImproperlyConfigured, match="chicago-notes or author-date, not 'apa'"):
        chosen("apa")


def test_no_room_but_the_bibliography_knows_a_style_by_name() -> None:
    guilty = []
    for path in [*ROOT.glob("encyclopedia/**/*.py"), *ROOT.glob("editorial/**/*.py")]:
        if "encyclopedia/bibliography/" in path.as_posix():
            continue
        styles = ("encyclopedia.bibliography.chicago", "encyclopedia.bibliography.author_date")
        if any(name.startswith(styles) for name in imports(path)):
            guilty.append(path.name)
    assert guilty == []
