"""What a reader's first visit weighs on the wire, without fonts and pictures: an article of 350 footnotes, all checked.

Run with `python bench/weight.py`; prints kilobytes as gzip -9 packs them, of the page (without its tail) and of the
style sheets and scripts that it names, with what these import. Goals: 70 together, 12 of style sheets, 10 of scripts.
"""

from __future__ import annotations

import argparse
import gzip
import re
from pathlib import Path

import prepared
from django.conf import settings
from django.template.loader import render_to_string
from rendering import DAY, EDITION, sources

from encyclopedia.analysis import analyse
from encyclopedia.core.documents import ArticleDocument
from encyclopedia.core.standing import CitationStanding
from encyclopedia.rendering import Library, render
from encyclopedia.rendering.trusted import trusted
from encyclopedia.serving.page_frame import with_sheets
from encyclopedia.serving.template_context import site

STATIC = Path(prepared.__file__).resolve().parent.parent / "static"
_NAMED = re.compile(r'/static/([\w/-]+?)(?:\.[0-9a-f]{12})?\.(css|js)"')
_IMPORTED = re.compile(r'from "\./([\w-]+\.js)"')


def noted_article(footnotes: int) -> ArticleDocument:
    """Each footnote with a place and words of its own, in one of 120 books."""
    sentences = [
        f"In the year {1000 + number} the council of town {number} met and chose a speaker whose *name* is known"
        f'[@source-{number % 120}, p. {number}, "the speaker of the year {1000 + number}"].'
        + ("\n\n## Section\n\n" if number % 25 == 24 else "")
        for number in range(footnotes)
    ]
    return ArticleDocument(
        id="00000000-0000-4000-8000-000000000001",
        slug="noted",
        title="An article",
        summary="It has footnotes.",
        text=" ".join(sentences),
    )


def page(footnotes: int) -> str:
    document = noted_article(footnotes)
    checked = CitationStanding("supports", DAY, "moderator")
    parts = render(
        document,
        library=Library(sources=sources()),
        standings={citation.use: checked for citation in analyse(document).citations},
        edition=EDITION,
    )
    place = {name: trusted(html) for name, html in parts.as_dict().items()}
    whole = str(render_to_string("public/entry.html", {**site(), "place": place})).encode()
    return with_sheets(whole, [whole]).decode()


def packed(*texts: str) -> int:
    """Bytes, each text packed for itself."""
    return sum(len(gzip.compress(text.encode(), 9)) for text in texts)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--footnotes", type=int, default=350)
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    html = page(arguments.parse_args().footnotes)
    files = {
        f"{name}.{ending}": (STATIC / f"{name}.{ending}").read_text(encoding="utf-8")
        for name, ending in dict.fromkeys(_NAMED.findall(html))
    }
    for name, script in list(files.items()):
        for imported in _IMPORTED.findall(script):
            path = (STATIC / name).with_name(imported)
            files[str(path.relative_to(STATIC))] = path.read_text(encoding="utf-8")
    weights = {
        "html": packed(html),
        "css": packed(*(text for name, text in files.items() if name.endswith("css"))),
        "js": packed(*(text for name, text in files.items() if name.endswith("js"))),
    }
    for name, weight in {**weights, "together": sum(weights.values())}.items():
        print(f"{name:9}{weight / 1000:7.1f} kB")


if __name__ == "__main__":
    main()
