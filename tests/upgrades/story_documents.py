"""The entries of the stored site: invented texts, as the JSON in which documents are stored."""

from __future__ import annotations

import uuid
from typing import Any

NAMESPACE = uuid.UUID("6f1d8f5e-2f0b-5d0c-9a53-7a7b6f0d2c11")
KEY = "lind-1931"


def document(kind: str, slug: str, title: str, **fields: Any) -> dict[str, Any]:
    """A document of schema 1; later releases read it as they read what was stored then."""
    number = uuid.uuid5(NAMESPACE, f"{kind}/{slug}")
    return {"schema": 1, "kind": kind, "id": str(number), "slug": slug, "title": title, **fields}


def source(key: str, title: str, **record: Any) -> dict[str, Any]:
    csl_record = {
        "id": key,
        "type": "book",
        "title": title,
        "publisher": "Lindhaven Press",
        **record,
    }
    return document("source", key, title, summary=f"On {title}.", record=csl_record)


def article(slug: str, title: str, text: str, **fields: Any) -> dict[str, Any]:
    return document("article", slug, title, summary=f"What {title} is.", text=text, **fields)


LIND = source(
    KEY,
    "The Town and Its Harbour",
    author=[{"family": "Lind", "given": "Ada"}],
    issued={"date-parts": [[1931]]},
    ISBN="9780306406157",
)
MOLE = source(
    "mole-1962",
    "Memories of the Mole",
    author=[{"family": "Berg", "given": "Olof"}],
    issued={"date-parts": [[1962]]},
)
DIARY = source("diary-1950", "A Keeper's Diary", issued={"date-parts": [[1950]]})
# The same work again, by its ISBN: merged. Another work of nearly the same name: marked as a different work.
LIND_AGAIN = source(
    "lind-town-1931",
    "The Town and its Harbour",
    author=[{"family": "Lind", "given": "A."}],
    issued={"date-parts": [[1931]]},
    ISBN="9780306406157",
    **{"publisher-place": "Lindhaven"},
)
MOLE_AGAIN = source(
    "berg-1962",
    "Memories of the Mole",
    author=[{"family": "Berg", "given": "Olof"}],
    issued={"date-parts": [[1962]]},
)

# Each of its footnotes gets a different verdict in the end.
HERALD_FACTS = [
    {"property": "began", "date": "1905", "citations": [{"key": KEY, "locator": "p. 2"}]},
    {"property": "event", "value": "The first strike", "date": "1911-05?", "disputed": True},
    {"property": "event", "value": "The first strike", "date": "1912~", "disputed": True},
]
HERALD_TEXT = """The *Herald* was printed in [[Lindhaven Harbour Company|the harbour]].[@lind-1931, p. 3]

![A grey press](press "The first press.")

## Its years

It was sold to its printers in 1924,[see @lind-1931, pp. 4–5, "sold it to the men who set it"] who kept
its name.[@mole-1962, ch. 2] Its editor was [[Ada Lind]].[@lind-1931, p. 7] It had a rival.[@mole-1962, p. 8][^rival]
Nobody counted its readers.[@? the print run] See [[The Lindhaven lighthouse]].

[^rival]: A weekly, of which no copy is left.[@lind-1931, p. 9]
"""
HERALD = article(
    "the-herald",
    "The Herald",
    HERALD_TEXT,
    aliases=["The Lindhaven Herald"],
    tags=["Newspapers", "Überseehafen"],
    authors=[{"name": "Edna Editor", "affiliation": "Stet"}],
    facts=HERALD_FACTS,
)
ADA = document(
    "person",
    "ada-lind",
    "Ada Lind",
    sort_name="Lind, Ada",
    summary="Editor and historian of the town.",
    text="Ada Lind wrote the history of the town.[@lind-1931, p. 1] She lived by [[Harbour|the harbour]].[@lind-1931]",
    facts=[
        {"property": "born", "date": "1879-11-07", "place": "Lindhaven"},
        {"property": "died", "date": "1940-08-21/1940-08-22", "place": "Lindhaven"},
    ],
    tags=["Newspapers"],
)
COMPANY = document(
    "organisation",
    "lindhaven-harbour-company",
    "Lindhaven Harbour Company",
    summary="It ran the harbour.",
    text="The company built the mole.[@mole-1962, p. 1] It kept the lights.[@lind-1931, p. 12]",
    aliases=["Harbour"],
    facts=[{"property": "founded", "date": "18XX"}],
)


def plain(slug: str, title: str, number: int = 1) -> dict[str, Any]:
    """An article of one footnote."""
    return article(slug, title, f"{title} stands by the water.[@{KEY}, p. {20 + number}]")


EXPORT = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.10/" xml:lang="en">
<siteinfo><sitename>Harbour wiki</sitename><dbname>harbourwiki</dbname></siteinfo>
<page><title>Rope walk</title><ns>0</ns><id>1</id><revision><id>7</id><timestamp>2016-04-01T00:00:00Z</timestamp>
<contributor><username>A keeper</username></contributor><model>wikitext</model><format>text/x-wiki</format>
<text>'''The rope walk''' was three hundred steps long.&lt;ref&gt;{{cite book |last=Holm |first=Siri |title=Rope and Tar
|year=1954 |page=12}}&lt;/ref&gt; It burned in 1911.&lt;ref&gt;{{cite book |last=Holm |first=Siri |title=Rope and Tar
|year=1954 |page=19}}&lt;/ref&gt; {{Unknown template|1=x}}</text></revision></page>
<page><title>Ropewalk</title><ns>0</ns><id>2</id><redirect title="Rope walk" /><revision><id>8</id>
<timestamp>2016-04-01T00:00:00Z</timestamp><contributor><username>A keeper</username></contributor>
<model>wikitext</model><format>text/x-wiki</format><text>#REDIRECT [[Rope walk]]</text></revision></page>
</mediawiki>
"""
TEXT = f"# The tar works\n\nThe tar works stood beside the rope walk.[@{KEY}, p. 40]\n"
WAITING = f"# The fish market\n\nThe fish market opened at four.[@{KEY}, p. 41]\n"
EVIDENCE = "Page 4\n\nIn the autumn the owners sold it to the men who set it, and kept nothing but the sign.\n"
