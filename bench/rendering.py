"""How long one article's rendering takes: 100 kB of text, 450 footnotes, 800 citations.

Run with `python bench/rendering.py`; prints the median of several runs for each part, in milliseconds, and the size
of the output. The floor of the ratios is markdown-it-py's CommonMark alone, on the same text in the same run. Goals: 60
ms at first, 15 ms again after a change in one paragraph.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import prepared  # noqa: F401
from django.conf import settings
from django.utils import translation
from markdown_it import MarkdownIt

from encyclopedia import markup
from encyclopedia.analysis.analysis import forget
from encyclopedia.core.documents import ArticleDocument
from encyclopedia.core.standing import CitationStanding, Standings
from encyclopedia.rendering import (
    Analysis,
    EditionFacts,
    Library,
    SourceRecord,
    analyse,
    furniture_sanitiser,
    note_cache,
    page,
)
from encyclopedia.rendering.body import render_body
from encyclopedia.rendering.contents import render_contents
from encyclopedia.rendering.factbox import render_facts
from encyclopedia.rendering.notes import render_notes
from encyclopedia.rendering.page_head import render_head
from encyclopedia.rendering.page_top import render_top
from encyclopedia.rendering.standing_line import take_stand

DAY = datetime(2026, 5, 3, 12, tzinfo=UTC)
EDITION = EditionFacts(3, "0" * 64, DAY, "correction", "A date corrected.", DAY)
FOOTNOTES, CITATIONS, SOURCES = 450, 800, 120


def long_article(characters: int = 100_000) -> ArticleDocument:
    """An article of that length with the footnotes above, some of them used several times."""
    sentences = []
    for number in range(CITATIONS):
        place = number % FOOTNOTES
        sentences.append(
            f"In the year {1000 + number} the council of town {number} met [[Place {number % 90}]] and chose "
            f"a speaker whose *name* is known[@source-{place % SOURCES}, p. {place}]."
        )
        if number % 8 == 7:
            sentences.append(f"\n\n## Section {number // 8}\n\n" if number % 32 == 31 else "\n\n")
    text = " ".join(sentences)
    return ArticleDocument(
        id="00000000-0000-4000-8000-000000000001",
        slug="long-article",
        title="A long article",
        summary="It is long.",
        text=(text + " Further words without a footnote." * 4000)[:characters],
    )


def sources() -> dict[str, SourceRecord]:
    return {
        f"source-{number}": SourceRecord(
            {
                "type": "book",
                "title": f"The history of town {number}: A study",
                "author": [{"family": f"Author{number}", "given": "Ann"}],
                "issued": {"date-parts": [[1950 + number % 70]]},
                "publisher": "University Press",
            },
            f"The history of town {number}",
            f"source/source-{number}",
        )
        for number in range(SOURCES)
    }


def median(run: Callable[[], object], rounds: int) -> float:
    """Milliseconds of processor time, so that a busy machine does not distort the numbers."""
    run()
    times = []
    for _ in range(rounds):
        gc.collect()
        started = time.process_time()
        run()
        times.append((time.process_time() - started) * 1000)
    return statistics.median(times)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=9)
    rounds = arguments.parse_args().rounds
    article = long_article()
    analysis = analyse(article)
    links = {link.target: f"/article/{link.target}/" for link in analysis.parsed.links}
    library = Library(sources=sources(), links=links)
    standings = {
        citation.use: CitationStanding("supports", DAY, "moderator")
        for citation in analysis.citations[::2]
    }
    stands = take_stand(analysis.citations, standings, library.sources, [])
    heading = page.heading_of(article, library=library, edition=EDITION, notices=())

    def read() -> object:
        forget()
        return analyse(article)

    def whole(document: ArticleDocument = article) -> object:
        return page.render(document, library=library, standings=standings, edition=EDITION)

    def first() -> object:
        forget()
        markup.sanitiser.forget()
        furniture_sanitiser.forget()
        return whole()

    numbers = itertools.count()

    def changed(words: str) -> object:
        paragraphs = article.text.split("\n\n")
        paragraphs[3] = f"{words.format(next(numbers))} {paragraphs[3]}"
        return whole(replace(article, text="\n\n".join(paragraphs)))

    plain = MarkdownIt("commonmark")

    translation.activate(settings.LANGUAGE_CODE)
    gc.freeze()  # as `encyclopedia.wsgi` does
    rendered = page.render(article, library=library, standings=standings, edition=EDITION)
    print(
        f"{len(article.text) / 1000:.0f} kB of text, {len(analysis.citations)} citations, "
        f"{len(analysis.footnotes)} footnotes → {sum(map(len, rendered.as_dict().values())) / 1000:.0f} kB of HTML"
    )
    rows: list[tuple[str, Callable[[], object]]] = [
        ("floor: markdown-it-py", lambda: plain.render(article.text)),
        ("analyse", read),
        ("head", lambda: render_head(article, library, EDITION)),
        ("top", lambda: render_top(heading, stands)),
        ("facts", lambda: render_facts(article, analysis, library)),
        ("contents", lambda: render_contents(analysis, has_bibliography=True)),
        ("body", lambda: render_body(article, analysis, library)),
        ("  of it markup.render", lambda: markup.render(analysis.parsed, links=links)),
        (
            "notes",
            lambda: render_notes(analysis.citations, library.sources, standings, language="en"),
        ),
        ("  no source worded yet", lambda: _notes_without_cache(analysis, library, standings)),
        ("everything, first", first),
        ("  unchanged", whole),
        ("  other words", lambda: changed("Word {}")),
        ("  one footnote more", lambda: changed("Event {0}.[@source-3, p. a{0}]")),
    ]
    floor = 0.0
    for name, run in rows:
        milliseconds = median(run, rounds)
        floor = floor or milliseconds
        print(f"{name:24}{milliseconds:8.1f} ms{milliseconds / floor:8.2f} × floor")


def _notes_without_cache(analysis: Analysis, library: Library, standings: Standings) -> str:
    note_cache._note.cache_clear()
    note_cache._line.cache_clear()
    return render_notes(analysis.citations, library.sources, standings, language="en")


if __name__ == "__main__":
    main()
