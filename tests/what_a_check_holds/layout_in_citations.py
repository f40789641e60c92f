"""Changes of how a citation is written and where its marker stands at the stop, not of what is read."""

import re
import unicodedata
from collections.abc import Iterator
from random import Random

from what_a_check_holds.citation_words import ALL_NEUTRAL, NEUTRAL
from what_a_check_holds.cited_text import BLOCK_SIGN, STOPS, UNSPACED, Cited, put, some


def marker_layout(cited: Cited, language: str, chance: Random) -> Iterator[tuple[str, str]]:
    prefix = cited.prefix.strip()
    if not prefix:
        for word in NEUTRAL[language]:
            yield f"neutral prefix {word} added", cited.text(prefix=f"{word} ")
    elif prefix.lower() in ALL_NEUTRAL:
        yield "neutral prefix taken away", cited.text(prefix="")
        for word in NEUTRAL[language]:
            yield f"neutral prefix {word} for another", cited.text(prefix=f"{word} ")
    locator, quotation = cited.locator, cited.quotation
    for here, there in (("p.", "page"), ("pp.", "pages"), ("page", "p."), ("pages", "pp.")):
        match = re.match(rf",\s*(?P<label>{re.escape(here)})\s(?=\d|[ivxlc]+$)", locator)
        if match is not None and language in {"en", "fr"}:
            yield f"{there} for {here}", cited.with_locator(put(locator, match, there, "label"))
    match = re.match(r",\s*pp?\.(?P<gap>\s*)(?=\d)", locator)
    if match is not None:
        yield (
            "space after p. taken away or added",
            cited.with_locator(put(locator, match, "" if match["gap"] else " ", "gap")),
        )
        yield "no-break space after p.", cited.with_locator(put(locator, match, "\u00a0", "gap"))
        yield (
            "narrow no-break space after p.",
            cited.with_locator(put(locator, match, "\u202f", "gap")),
        )
    match = re.match(r",\s*(?:pp\.|pages)\s*\d+(?P<dash>[-–])\d+", locator)
    if match is not None:
        yield (
            "dash of a range",
            cited.with_locator(put(locator, match, "–" if match["dash"] == "-" else "-", "dash")),
        )
    if re.match(r", \S", cited.rest):
        yield "two spaces after the key's comma", cited.text(rest="," + " " + cited.rest[1:])
        yield "no space after the key's comma", cited.text(rest="," + cited.rest[2:])
        if not BLOCK_SIGN.match(cited.rest[2:]):
            yield "line break after the key's comma", cited.text(rest=",\n" + cited.rest[2:])
        yield "no-break space after the key's comma", cited.text(rest=",\u00a0" + cited.rest[2:])
        yield "space before the closing bracket", cited.text(rest=cited.rest + " ")
    inner = [m for m in re.finditer(r"(?<=\S) (?=\S)", locator.rstrip()) if m.start() > 1]
    for match in some(chance, inner, 1):
        yield "no-break space in the locator", cited.with_locator(put(locator, match, "\u00a0"))
        yield "double space in the locator", cited.with_locator(put(locator, match, "  "))
        if not BLOCK_SIGN.match(locator[match.end() :]):
            yield "line break in the locator", cited.with_locator(put(locator, match, "\n"))
    if cited.before.endswith(" "):
        yield "no space before the marker", cited.before.rstrip(" ") + cited.marker() + cited.after
        yield (
            "no-break space before the marker",
            cited.before[:-1] + "\u00a0" + cited.marker() + cited.after,
        )
        yield (
            "line break before the marker",
            cited.before[:-1] + "\n" + cited.marker() + cited.after,
        )
    elif cited.before and language not in UNSPACED:
        yield "space before the marker", cited.before + " " + cited.marker() + cited.after
    if quotation is not None:
        yield from _quotation_layout(cited, quotation, chance)


def _quotation_layout(
    cited: Cited, quotation: re.Match[str], chance: Random
) -> Iterator[tuple[str, str]]:
    said = quotation["words"]
    start, end = quotation.span()
    if cited.rest[start] == '"' and cited.rest[end - 1] == '"':
        yield (
            "curly marks around the quotation",
            cited.text(rest=f"{cited.rest[:start]}“{said}”{cited.rest[end:]}"),
        )
    elif cited.rest[start] in "“„":
        yield (
            "straight marks around the quotation",
            cited.text(rest=f'{cited.rest[:start]}"{said}"{cited.rest[end:]}'),
        )
    for match in re.finditer(r"(?<=[^\W\d_])['’](?=[^\W\d_])", said):
        yield (
            "other apostrophe in the quotation",
            cited.with_quotation(put(said, match, "’" if match[0] == "'" else "'")),
        )
    for match in some(chance, list(re.finditer(r"(?<=\w) (?=\w)", said)), 1):
        yield "no-break space in the quotation", cited.with_quotation(put(said, match, "\u00a0"))
        yield "double space in the quotation", cited.with_quotation(put(said, match, "  "))
        if not BLOCK_SIGN.match(said[match.end() :]):
            yield "line break in the quotation", cited.with_quotation(put(said, match, "\n"))
    for match in some(chance, list(re.finditer(r"(?<=[^\W\d_])(?=[^\W\d_])", said)), 1):
        for name, character in (
            ("soft hyphen in the quotation", "\u00ad"),
            ("zero-width space in the quotation", "\u200b"),
            ("word joiner in the quotation", "\u2060"),
        ):
            yield (
                name,
                cited.with_quotation(said[: match.start()] + character + said[match.start() :]),
            )
    decomposed = unicodedata.normalize("NFD", said)
    if decomposed != said:
        yield "normal form NFD in the quotation", cited.with_quotation(decomposed)


def marker_and_stop(cited: Cited) -> Iterator[tuple[str, str]]:
    before, marker, after = cited.before.rstrip(), cited.marker(), cited.after.rstrip()
    if (
        len(after) == 1
        and after in STOPS
        and before
        and before[-1] not in ".!?\u2026\u3002\uff01\uff1f"
    ):
        yield "marker behind the stop", before + after + marker
        yield "marker behind the stop and a space", f"{before}{after} {marker}"
    elif not after and re.search(r"(?:[^\W\d_]{4}|\u3002$).?$", before) and before[-1] in STOPS:
        yield "marker before the stop", before[:-1] + marker + before[-1]
        yield "marker and a space before the stop", f"{before[:-1]} {marker}{before[-1]}"
