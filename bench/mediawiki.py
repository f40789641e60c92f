"""Measures the MediaWiki importer on an export and prints a table.

python bench/mediawiki.py [EXPORT …]

The sample's wikitext is counted by another method than the importer's: references and reuses by
regular expressions on the page without its comments, citation templates and running words by
mwparserfromhell. docs/importing.md says what is counted and how.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import mwparserfromhell

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from wikitext_counts import (  # noqa: E402
    BODY,
    CITES,
    COMMENT,
    LITERAL,
    MARK,
    NOT_CITES,
    REUSE,
    evidence,
    folded,
    list_defined,
    name_of,
    running_words,
    shared_sequences,
    structured_as,
)
from wikitext_holes import HoleCounts, count_holes  # noqa: E402

from editorial.importers.mediawiki.citing.imported_sources import Sources  # noqa: E402
from editorial.importers.mediawiki.convert import Converted, convert  # noqa: E402
from editorial.importers.mediawiki.wikitext.dump import Dump, DumpPage  # noqa: E402
from encyclopedia.markup.text_reading import parse  # noqa: E402

SAMPLE = ROOT.parent / "shared" / "data" / "enwiki-sample.xml.bz2"


@dataclass
class ImportCounts:
    pages: int = 0
    redirects: int = 0
    raised: int = 0
    bodies: int = 0
    lost: int = 0
    uses: int = 0
    marks: int = 0
    reuses: int = 0
    resolved: int = 0
    undefined: int = 0
    templates: int = 0
    structured: int = 0
    words: int = 0
    words_kept: int = 0
    triples: int = 0
    triples_kept: int = 0
    problems: Counter[str] = field(default_factory=Counter)
    report: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    missing: list[str] = field(default_factory=list)
    holes: HoleCounts = field(default_factory=HoleCounts)


def measure(page: DumpPage, converted: Converted, counts: ImportCounts) -> None:
    text = LITERAL.sub(" ", COMMENT.sub("", page.text))
    parsed = parse(converted.text)
    counts.problems.update(problem.code for problem in parsed.problems)
    counts.report.update(line.construct for line in converted.report)
    # without the running text: a reference has to be among the sources, the notes, the brackets
    markers_and_notes = [
        *MARK.findall(converted.text),
        *re.findall(r"^\[\^n\d+\]:.*", converted.text, re.MULTILINE),
    ]
    places = (converted.sources, markers_and_notes, converted.facts)
    evidence_text = f" {' '.join(folded(repr(place)) for place in places)} "
    bodies = [body for body in BODY.finditer(text) if body.group(2).strip()]
    counts.bodies += len(bodies)
    for match in bodies:
        if not all(part in evidence_text for part in evidence(COMMENT.sub("", match.group(2)))):
            counts.lost += 1
            counts.missing.append(f"{page.title}: {match.group(2)[:150]!r}")
    reuses = list(REUSE.finditer(text))
    names = {name_of(match.group(1)) for match in bodies}
    counts.reuses += len(reuses)
    undefined = sum(name_of(match.group(1)) not in names for match in reuses)
    counts.undefined += undefined
    counts.resolved += len(reuses) - converted.text.count("is not defined]")
    listed = sum(len(BODY.findall(part)) for part in list_defined(text))
    counts.uses += len(bodies) + len(reuses) - listed - undefined
    counts.marks += len(MARK.findall(converted.text)) + sum(
        len(fact.citations) for fact in converted.facts
    )
    count_holes(page.title, page.text, converted.text, counts.holes)
    titles = {folded(str(record.get("title", ""))) for record in converted.sources}
    whole = folded(repr(converted.sources))
    for template in mwparserfromhell.parse(text).filter_templates():
        if CITES.match(str(template.name)) and not NOT_CITES.match(str(template.name).strip()):
            counts.templates += 1
            counts.structured += structured_as(template, titles, whole)
    words, converted_words = running_words(text), re.findall(r"[^\W_]+", parsed.plain.casefold())
    converted_words += re.findall(
        r"[^\W_]+",
        " ".join(f"{figure.caption} {figure.alt}" for figure in parsed.figures).casefold(),
    )
    total, shared = shared_sequences(words, converted_words, 1)
    counts.words, counts.words_kept = counts.words + total, counts.words_kept + shared
    if shared < 0.98 * total:
        missing = Counter(words) - Counter(converted_words)
        counts.missing.append(f"{page.title}: words {shared}/{total}: {missing.most_common(12)}")
    total, shared = shared_sequences(words, converted_words, 3)
    counts.triples, counts.triples_kept = counts.triples + total, counts.triples_kept + shared


def run(path: Path) -> ImportCounts:
    counts = ImportCounts()
    sources = Sources()
    dump = Dump(path)
    results: list[tuple[DumpPage, Converted]] = []
    start = time.perf_counter()
    for page in dump:
        try:
            converted = convert(page, dump.site, sources)
        except (
            ArithmeticError,
            LookupError,
            RecursionError,
            TypeError,
            ValueError,
            AttributeError,
        ) as error:
            counts.raised += 1
            print(f"{page.title}: {error!r}", file=sys.stderr)
            continue
        if converted.redirect:
            counts.redirects += 1
        else:
            counts.pages += 1
            results.append((page, converted))
    counts.seconds = time.perf_counter() - start
    for page, converted in results:
        measure(page, converted, counts)
    return counts


def peak(path: Path) -> int:
    """Peak memory (MiB) of a process that only imports."""
    import subprocess

    code = (
        "import resource,sys;sys.path.insert(0,sys.argv[2])\n"
        "from editorial.importers.mediawiki.wikitext.dump import Dump\n"
        "from editorial.importers.mediawiki.convert import convert\n"
        "from editorial.importers.mediawiki.citing.imported_sources import Sources\n"
        "d=Dump(sys.argv[1]);s=Sources()\n"
        "for p in d: convert(p,d.site,s)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss//1024)"
    )
    process = subprocess.run(
        [sys.executable, "-c", code, str(path), str(ROOT)],
        capture_output=True,
        text=True,
        check=True,
    )
    return int(process.stdout)


def share(part: int, whole: int) -> str:
    return f"{part:,} of {whole:,} ({100 * part / whole:.2f} %)" if whole else "none"


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("exports", nargs="*", type=Path, default=[SAMPLE])
    arguments.add_argument(
        "--missing", action="store_true", help="list what is missing from the result"
    )
    options = arguments.parse_args()
    for path in options.exports:
        if not path.exists():
            print(f"left out: {path.name} is not there")
            continue
        counts = run(path)
        rate = counts.pages / counts.seconds
        references = (counts.bodies + counts.reuses) / counts.seconds
        print(f"| {path.name} | |\n| --- | --- |")
        for label, value in (
            ("articles, redirects", f"{counts.pages:,}, {counts.redirects:,}"),
            ("pages that raised", f"{counts.raised}"),
            ("references with a body", f"{counts.bodies:,}"),
            ("references lost", f"{counts.lost}"),
            ("reuses resolved", share(counts.resolved, counts.reuses)),
            ("reuses of a name that the page defines nowhere", f"{counts.undefined}"),
            (
                "marks in the text and on facts, uses in the wikitext",
                f"{counts.marks:,}, {counts.uses:,}",
            ),
            ("citation templates made sources", share(counts.structured, counts.templates)),
            ("words of running text kept", share(counts.words_kept, counts.words)),
            ("the same, three words in a row", share(counts.triples_kept, counts.triples)),
            (
                "sentences that keep all their words",
                share(counts.holes.whole, counts.holes.sentences),
            ),
            (
                "templates with words between words, holes",
                f"{counts.holes.places:,}, {counts.holes.holes}",
            ),
            ("of them left out by the table of templates", f"{counts.holes.dropped.total()}"),
            ("problems our markup finds in the result", f"{dict(counts.problems) or 'none'}"),
            ("pages a second, references a second", f"{rate:.1f}, {references:,.0f}"),
            ("peak memory", f"{peak(path)} MiB"),
        ):
            print(f"| {label} | {value} |")
        if options.missing:
            print("\n".join(counts.missing))
            print("\n".join(counts.holes.lost))
            print(f"holes: {dict(counts.holes.names)}; left out: {dict(counts.holes.dropped)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
