"""A verdict on each citation of the sample, and the note that says why. Pure.

Citations were read against their source by somebody who had not written them; what was seen stands in
`checks/SLUG.json`, for exactly these words. Those that are not there were read when the sample was collected. The
exceptions are listed here: books known only from catalogues, texts read in a copy or an abstract, and values that were
noted with a source but not read again in it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from encyclopedia.core.citations import DocumentCitation

CHECKS = Path(__file__).parent / "checks"
EVIDENCE = Path(__file__).parent / "evidence"


@dataclass(frozen=True)
class SampleVerdict:
    """`verdict` as `editorial.models.Verdict` spells it, the moderator's note, with *partly* the words of the claim
    that are not borne out, and what readers are told beside the verdict. `is_of_record`: only a record of the work was
    seen, a catalogue's, a bookshop's or a review's.
    """

    verdict: str
    note: str
    not_borne_out: str = ""
    public_note: str = ""
    is_of_record: bool = False


READ = SampleVerdict("supports", "Seen in the source when the sample was collected.")
NAMED = SampleVerdict(
    "supports",
    "The work is cited for nothing but itself: its record was seen in a catalogue, a bookshop or a review.",
    is_of_record=True,
)
TITLE_PAGE = SampleVerdict(
    "supports", "Seen in the text of its title page and contents.", is_of_record=True
)
ABSTRACT = SampleVerdict("supports", "Read in the publisher's abstract of the chapter.")
COPY = SampleVerdict(
    "supports",
    "Read in a copy on another site; other works give the address cited here for the same text.",
)
ELSEWHERE = SampleVerdict(
    "could_not_access",
    "A text with these words was read on another site. That Britannica's own page carries it was "
    "concluded from the copy's address; the page itself was not opened.",
)
RECORDED = SampleVerdict(
    "could_not_access",
    "Written down with this source when the sample was collected, not read again in it.",
)

# Read where they are cited, when the sample was collected.
COLLECTED = frozenset(
    {
        "americana1920-engels",
        "awtw-fi-2008",
        "britannica-cpsu",
        "chronikderwende-liebknecht",
        "eb1922-luxemburg",
        "elnacional-mercader",
        "encycl-krupskaya",
        "eurproc-stalin-2021",
        "fi-founding-conf",
        "figes-left-opposition",
        "flakin-leftvoice-2018",
        "globalsecurity-nkvd",
        "gse-krupskaya",
        "hdm-mensheviks-2014",
        "hls-luxemburg",
        "lane-lenin-platypus",
        "longman-trotskyite",
        "marxistcom-lost-document",
        "russianlife-1903",
        "trotsky-falsification-1974",
        "trotsky-tasks-1904",
        "trotsky-tp-1938",
    }
)

BY_SOURCE: dict[str, SampleVerdict] = {
    **dict.fromkeys(
        (
            "alexander-1991",
            "conquest-terror",
            "deutscher-armed-1954",
            "deutscher-outcast-1963",
            "kotkin-stalin-2014",
            "mcneal-krupskaya-1972",
            "nettl-luxemburg-2019",
            "patenaude-2009",
            "rabinowitch-2017",
            "reese-red-commanders-2005",
            "rogovin-1937-1998",
            "service-lenin-2000",
            "service-trotsky-2009",
            "taubman-khrushchev-2003",
            "trotsky-betrayed-1973",
            "volkogonov-trotsky-1996",
            "zengmiao-2011",
        ),
        NAMED,
    ),
    "ackerman-2016": NAMED,
    "sudoplatov-1994": TITLE_PAGE,
    "britannica-khrushchev-summary": ELSEWHERE,
    "britannica-trotsky-summary": COPY,
    "cannon-marx": ABSTRACT,
    "mcdermott-agnew-ch1": ABSTRACT,
}

# Entry, source, and how the claim begins.
BY_CLAIM: dict[tuple[str, str, str], SampleVerdict] = {
    ("joseph-stalin", "eurproc-stalin-2021", "born 18 December 1878"): SampleVerdict(
        "partly",
        "The table quotes an encyclopedia with this day, but prints 1879 for the year, by a slip as it seems.",
        not_borne_out="1878",
    ),
    ("leon-trotsky", "ackerman-2016", "He spent the first weeks of 1917 in New York"): NAMED,
    ("nkvd", "globalsecurity-nkvd", "led by Lavrentiy Beria"): RECORDED,
    ("trotskyism", "ackerman-2016", "Trotskyists, and some others, call him"): SampleVerdict(
        "partly",
        "The words stand in the publisher's description of the book; the book itself was not read.",
        not_borne_out="call him",
        is_of_record=True,
    ),
    (
        "trotskyism",
        "trotsky-tp-1938",
        "Its members held that the Third International",
    ): SampleVerdict(
        "could_not_access",
        "An encyclopedia's footnote gives this work for the sentence; the place in it was not looked up.",
    ),
}

# Where works were read whose records have no address.
SEEN_AT: dict[str, str] = {
    "americana1920-engels": "https://en.wikisource.org/wiki/The_Encyclopedia_Americana_(1920)/Engels,_Friedrich",
    "day-trotsky-1973": "https://core-varnish-new.prod.aop.cambridge.org/core/books/"
    "leon-trotsky-and-the-politics-of-economic-isolation/myth-of-trotskyism/",
    "eb1922-luxemburg": "https://en.wikisource.org/wiki/1922_Encyclop%C3%A6dia_Britannica/Luxemburg,_Rosa",
    "mcdermott-agnew-ch1": "https://doi.org/10.1007/978-1-349-25024-0_1",
    "rappaport-2016": "https://pocketbook.de/de_de/downloadable/download/sample/sample_id/4144291/",
    "trotsky-falsification-1974": "https://www.marxists.org/archive/trotsky/1937/ssf/sf04.htm",
}

# Where more citations are without access than the gate allows, an approver says why they may stand.
WAIVERS: dict[str, str] = {
    "nikita-khrushchev": (
        "The summary this entry rests on was read in a copy on another site, not at the address "
        "that is cited. The entry stands as part of the sample until somebody opens the page itself."
    ),
}


def verdict_on(slug: str, citation: DocumentCitation) -> SampleVerdict:
    """The verdict on one citation of the sample entry that has this address.

    Raises KeyError for a citation that nobody has read against its source in these words, unless its source was read
    when the sample was collected.
    """
    if recorded := recorded_checks(slug).get(words_checked(citation)):
        return recorded
    for (entry, key, beginning), verdict in BY_CLAIM.items():
        if (entry, key) == (slug, citation.key) and citation.claim.startswith(beginning):
            return verdict
    if citation.key in COLLECTED:
        return READ
    return BY_SOURCE[citation.key]


def words_checked(citation: DocumentCitation) -> tuple[str, str, str, str]:
    """What a recorded check belongs to: claim, source, place and quotation, as they are typed."""
    reference = citation.reference
    return citation.claim, reference.key, reference.place, reference.quotation


@cache
def kept_works() -> dict[str, Path]:
    """The file of excerpts of each work whose words are kept, by the key of its source."""
    return {path.stem: path for path in sorted(EVIDENCE.glob("*.txt"))}


@cache
def recorded_checks(slug: str) -> dict[tuple[str, str, str, str], SampleVerdict]:
    """The checks recorded for this entry, by `words_checked`; none where nothing is recorded."""
    path = CHECKS / f"{slug}.json"
    if not path.exists():
        return {}
    return {
        (check["claim"], check["source"], check["place"], check["quotation"]): SampleVerdict(
            check["verdict"],
            check["note"],
            check.get("not_borne_out", ""),
            check.get("public_note", ""),
        )
        for check in json.loads(path.read_text(encoding="utf-8"))
    }
