"""Measures the MediaWiki importer on an export and prints a table.

python bench/mediawiki.py [EXPORT …]

The sample's counts are taken from the wikitext by another road than the importer's own:
references and reuses by regular expressions on the page without its comments, citation templates
and running words by mwparserfromhell. What is counted how stands in docs/importing.md.
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
    bags,
    evidence,
    folded,
    list_defined,
    name_of,
    running_words,
    structured_as,
)

from editorial.importers.mediawiki.citing.imported_sources import Sources  # noqa: E402
from editorial.importers.mediawiki.convert import Converted, convert  # noqa: E402
from editorial.importers.mediawiki.wikitext.dump import Dump, DumpPage  # noqa: E402
from encyclopedia.markup.text_reading import parse  # noqa: E402

SAMPLE = ROOT.parent / "shared" / "data" / "enwiki-sample.xml.bz2"


@dataclass
class Figures:
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
    kept: int = 0
    threes: int = 0
    threes_kept: int = 0
    problems: Counter[str] = field(default_factory=Counter)
    report: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    missing: list[str] = field(default_factory=list)


def measure(page: DumpPage, found: Converted, figures: Figures) -> None:
    text = LITERAL.sub(" ", COMMENT.sub("", page.text))
    read = parse(found.text)
    figures.problems.update(problem.code for problem in read.problems)
    figures.report.update(line.construct for line in found.report)
    # not the running text: a reference has to be among the sources, the notes, the brackets
    apart = [*MARK.findall(found.text), *re.findall(r"^\[\^n\d+\]:.*", found.text, re.MULTILINE)]
    known = f" {folded(repr(found.sources))} {folded(repr(apart))} {folded(repr(found.facts))} "
    bodies = [m for m in BODY.finditer(text) if m.group(2).strip()]
    figures.bodies += len(bodies)
    for match in bodies:
        if not all(part in known for part in evidence(COMMENT.sub("", match.group(2)))):
            figures.lost += 1
            figures.missing.append(f"{page.title}: {match.group(2)[:150]!r}")
    reuses = list(REUSE.finditer(text))
    names = {name_of(match.group(1)) for match in bodies}
    figures.reuses += len(reuses)
    undefined = sum(name_of(match.group(1)) not in names for match in reuses)
    figures.undefined += undefined
    figures.resolved += len(reuses) - found.text.count("is not defined]")
    listed = sum(len(BODY.findall(part)) for part in list_defined(text))
    figures.uses += len(bodies) + len(reuses) - listed - undefined
    figures.marks += len(MARK.findall(found.text)) + sum(
        len(fact.citations) for fact in found.facts
    )
    titles = {folded(str(record.get("title", ""))) for record in found.sources}
    whole = folded(repr(found.sources))
    for template in mwparserfromhell.parse(text).filter_templates():
        if CITES.match(str(template.name)) and not NOT_CITES.match(str(template.name).strip()):
            figures.templates += 1
            figures.structured += structured_as(template, titles, whole)
    words, ours = running_words(text), re.findall(r"[^\W_]+", read.plain.casefold())
    ours += re.findall(
        r"[^\W_]+", " ".join(f"{figure.caption} {figure.alt}" for figure in read.figures).casefold()
    )
    total, kept = bags(words, ours, 1)
    figures.words, figures.kept = figures.words + total, figures.kept + kept
    if kept < 0.98 * total:
        gone = Counter(words) - Counter(ours)
        figures.missing.append(f"{page.title}: words {kept}/{total}: {gone.most_common(12)}")
    total, kept = bags(words, ours, 3)
    figures.threes, figures.threes_kept = figures.threes + total, figures.threes_kept + kept


def run(path: Path) -> Figures:
    figures = Figures()
    sources = Sources()
    dump = Dump(path)
    found: list[tuple[DumpPage, Converted]] = []
    before = time.perf_counter()
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
            figures.raised += 1
            print(f"{page.title}: {error!r}", file=sys.stderr)
            continue
        if converted.redirect:
            figures.redirects += 1
        else:
            figures.pages += 1
            found.append((page, converted))
    figures.seconds = time.perf_counter() - before
    for page, converted in found:
        measure(page, converted, figures)
    return figures


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
    done = subprocess.run(
        [sys.executable, "-c", code, str(path), str(ROOT)],
        capture_output=True,
        text=True,
        check=True,
    )
    return int(done.stdout)


def share(part: int, whole: int) -> str:
    return f"{part:,} of {whole:,} ({100 * part / whole:.2f} %)" if whole else "none"


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("exports", nargs="*", type=Path, default=[SAMPLE])
    arguments.add_argument("--missing", action="store_true", help="list what was not found again")
    options = arguments.parse_args()
    for path in options.exports:
        if not path.exists():
            print(f"left out: {path.name} is not there")
            continue
        figures = run(path)
        rate = figures.pages / figures.seconds
        references = (figures.bodies + figures.reuses) / figures.seconds
        print(f"| {path.name} | |\n| --- | --- |")
        for label, value in (
            ("articles, redirects", f"{figures.pages:,}, {figures.redirects:,}"),
            ("pages that raised", f"{figures.raised}"),
            ("references with a body", f"{figures.bodies:,}"),
            ("references lost", f"{figures.lost}"),
            ("reuses resolved", share(figures.resolved, figures.reuses)),
            ("reuses of a name that the page defines nowhere", f"{figures.undefined}"),
            (
                "marks in the text and on facts, uses in the wikitext",
                f"{figures.marks:,}, {figures.uses:,}",
            ),
            ("citation templates made sources", share(figures.structured, figures.templates)),
            ("words of running text kept", share(figures.kept, figures.words)),
            ("the same, three words in a row", share(figures.threes_kept, figures.threes)),
            ("problems our markup finds in the result", f"{dict(figures.problems) or 'none'}"),
            ("pages a second, references a second", f"{rate:.1f}, {references:,.0f}"),
            ("peak memory", f"{peak(path)} MiB"),
        ):
            print(f"| {label} | {value} |")
        if options.missing:
            print("\n".join(figures.missing))
    return 0


if __name__ == "__main__":
    sys.exit(main())
