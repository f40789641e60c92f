"""One way to convert a snippet of wikitext."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from editorial.importers.mediawiki.citing.imported_sources import Sources
from editorial.importers.mediawiki.convert import Converted, convert
from editorial.importers.mediawiki.wikitext.dump import DumpPage, SiteInfo
from encyclopedia.markup.text_reading import parse

Converting = Callable[..., Converted]


def converted(
    text: str, title: str = "Moon", language: str = "en", sources: Sources | None = None
) -> Converted:
    site = SiteInfo(
        "Wiki", f"{language}wiki", f"https://{language}.example.org/wiki/Main", language
    )
    page = DumpPage(
        "7", title, revision_id="70", timestamp="2020-01-02T03:04:05Z", contributor="Ann", text=text
    )
    return convert(page, site, sources)


@pytest.fixture
def wiki() -> Converting:
    """Converts wikitext and checks the result as our own markup: it must have no problems."""

    def convert_and_check(text: str, *, problems: bool = False, **options: object) -> Converted:
        page = converted(text, **options)  # type: ignore[arg-type]
        if not problems:
            assert [p.message for p in parse(page.text).problems] == []
        return page

    return convert_and_check
