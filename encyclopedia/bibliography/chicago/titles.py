"""Titles and what describes a work next to its title: parts and volumes, kind of document, number, edition."""

from __future__ import annotations

import re
from typing import Final

from encyclopedia.bibliography.chicago import contributors, descriptions, numbers
from encyclopedia.bibliography.chicago.work import Work, words
from encyclopedia.bibliography.records.citing_words import is_english, term
from encyclopedia.bibliography.records.csl_types import LEGAL, NEWS, REFERENCE_ENTRIES
from encyclopedia.bibliography.records.rich_text import Span, Text, join, marked, plain
from encyclopedia.bibliography.records.text_marks import read

ITALIC: Final = frozenset({"book", "classic", "graphic", "hearing", "map"})
PLAIN: Final = frozenset({"bill", "collection", "legislation", "regulation", "treaty", "patent"})
_QUOTED: Final = (
    "article dataset document interview manuscript paper-conference personal_communication "
    "speech thesis webpage "
)
QUOTED: Final = frozenset(_QUOTED.split())
_ARTICLES: Final = frozenset({"A", "An", "The"})


def style(work: Work, text: Text) -> Text:
    """A title's words in italics, in quotation marks, or plain, as its kind is written."""
    if work.kind in PLAIN:
        return text
    if work.kind in ITALIC or work.is_a("legal_case"):
        return marked("em", text)
    if work.is_a("post") or work.has("container-title") or work.kind in QUOTED:
        return marked("quote", text)
    # An entry with nothing around it is still an entry; with a publisher of its own, it is a whole work.
    if work.kind in REFERENCE_ENTRIES and not work.has("author", "edition", "publisher"):
        return marked("quote", text)
    return marked("em", text)


def primary(work: Work, field: str = "title") -> Text:
    """The title. Entries of reference works and posts keep the capitals they have."""
    as_it_is = work.is_a("post", "legal_case", "patent") or (
        work.is_a("entry-dictionary", "entry-encyclopedia")
        and work.has("container-title")
        and not (work.is_a("entry-encyclopedia") and work.has("author"))
    )
    if described := _description(work, field):
        return work.begin(described)
    text = work.text(field) if as_it_is else work.title(field)
    return style(work, work.begin(text) if work.is_a("patent") else text)


def _description(work: Work, field: str) -> Text:
    """The words of a title that is none: "(on the 150th anniversary)" says what an untitled work is."""
    title = work.raw(field)
    if field in work.used or title[:1] != "(" or title[-1:] != ")" or ")" in title[:-1]:
        return ()
    return read(title[1:-1])


def short(work: Work) -> Text:
    """The title as later notes give it: the record's own short title, else what stands before the colon."""
    if work.review:
        if work.has("title") and work.has("reviewed-genre", "reviewed-title"):
            text = work.title(work.short("title"))
            return marked("quote", _key_words(work, text))
        return descriptions.brief(work)
    field = work.short("title")
    if "title" in work.used:
        return ()
    title = primary(work, field)
    if field != "title" or work.kind in LEGAL or not title:
        return title
    if len(title) == 1 and isinstance(title[0], Span) and title[0].mark in ("em", "quote"):
        return (Span(title[0].mark, _key_words(work, title[0].words)),)
    return _key_words(work, title)


def _key_words(work: Work, title: Text) -> Text:
    """The title before its colon and, in a later note, without the article that it begins with (14.33)."""
    text = _before_colon(title)
    if not (work.later and work.english and text and isinstance(text[0], str)):
        return text
    first, _space, rest = text[0].partition(" ")
    if first not in _ARTICLES or not rest:
        return text
    return (rest, *text[1:])


def _before_colon(text: Text) -> Text:
    """Up to the first colon that a space follows, outside of marks and brackets."""
    depth = 0
    for place, node in enumerate(text):
        if isinstance(node, Span):
            continue
        for sign in re.finditer(r"[(\[]|[)\]]|: ", node):
            if sign.group() == ": " and depth <= 0:
                before = (*text[:place], node[: sign.start()].rstrip())
                return before if plain(before).strip() else text
            depth += 1 if sign.group() in "([" else -1
    return text


def part_title(work: Work) -> Text:
    return primary(work, "part-title")


def volume_title(work: Work) -> Text:
    text = work.title("volume-title")
    return marked("quote" if work.serial or work.is_a("manuscript") else "em", text)


def title(work: Work) -> Text:
    """The title, in periodicals and on the web with the part it is."""
    if not (work.is_a("post", "webpage") or work.serial):
        return primary(work)
    if work.review and not work.has("reviewed-genre", "reviewed-title"):
        return ()
    part = join(", ", work.begin(labelled(work, "part-number", "pt.")), part_title(work))
    return join(work.stop, primary(work), part)


def labelled(work: Work, field: str, label: str, several: str = "") -> Text:
    """A number with its label ("vol. 2"); words are left as they are."""
    value = work.raw(field)
    if not value or field in work.used:
        return ()
    if not numbers.is_numeric(value):
        return work.text(field)
    chosen = several if several and numbers.counts_several(value) else label
    return words(f"{term(chosen)} {value}")


def volume_number(work: Work) -> Text:
    return labelled(work, "volume", "vol.", "vols.")


def volume(work: Work) -> Text:
    """The volume where it stands beside the title: in a note not if the page says it ("2:12")."""
    if work.bibliography and not work.has("container-title"):
        if work.has("volume", "volume-title"):
            return join(
                ", ",
                work.begin(volume_number(work)),
                volume_title(work),
                labelled(work, "part-number", "pt."),
                part_title(work),
            )
        return join(", ", work.begin(labelled(work, "part-number", "pt.")), part_title(work))
    if work.has("part-number", "part-title", "volume-title"):
        return join(
            ", ",
            volume_number(work),
            volume_title(work),
            labelled(work, "part-number", "pt."),
            part_title(work),
        )
    if volume_with_page(work) and not (work.has("container-title") and not work.locator.is_page):
        return ()
    return volume_number(work)


def volume_with_page(work: Work) -> bool:
    """Whether the volume is written with the page, "2:12": neither may be ambiguous about whose volume it is."""
    if not is_english():
        return False
    if not work.numeric("volume") or work.has("part-number", "part-title", "volume-title"):
        return False
    if work.has("container-author", "editor", "editor-translator", "translator"):
        return False
    return work.locator.is_page or (not work.locator and work.has("page"))


def edition(work: Work) -> Text:
    """ "4th ed.", or the edition's own words; a reprint's stands with its publisher instead."""
    if work.kind in NEWS or (
        work.has_all("issued", "original-date") and not work.has("original-title")
    ):
        return ()  # it stands with the date
    return edition_words(work)


def edition_words(work: Work) -> Text:
    value = work.raw("edition")
    if work.numeric("edition"):
        return words(numbers.edition(value))
    text = work.text("edition")
    if not text or not work.serial or re.search(r"\bed(?:\.|itions?)$", value, re.IGNORECASE):
        return work.begin(text)
    if work.kind in NEWS:
        return join(" ", work.title("edition"), (term("edition").capitalize(),))
    return join(" ", text, (term("edition"),))


def number(work: Work) -> Text:
    """ "working paper no. 12"; a broadcast's "episode 3"."""
    if work.is_a("thesis") or not work.has("number"):
        return ()
    if work.is_a("broadcast") and work.numeric("number"):
        kind = work.text("genre") or (term("episode"),)
        return join(" ", work.begin(kind), work.text("number"))
    plain_number = work.is_a("standard") or not work.numeric("number")
    value = work.text("number") if plain_number else labelled(work, "number", "no.", "nos.")
    genre = work.title("genre") if work.bibliography else work.text("genre")
    return join(" ", genre, work.begin(value))


def version(work: Work) -> Text:
    label = "v. " if work.is_a("software") else f"{term('version')} "
    text = work.text("version")
    return work.begin((label, *text)) if text else ()


def identifiers(work: Work) -> Text:
    """Number, version, edition, contributors and volume, as far as they belong to the work and not to its container."""
    if work.is_a("patent"):
        return patent(work)
    if work.has("container-title") and not work.is_a("post", "webpage"):
        own_number = (
            number(work) if work.is_a("broadcast", "graphic", "map", "motion_picture") else ()
        )
        return join(work.stop, own_number, contributors.own(work))
    own_number = (
        () if work.is_a("song") or (work.is_a("report") and not work.has("title")) else number(work)
    )
    people = (
        contributors.own(work)
        if work.is_a("post", "webpage")
        else contributors.own_and_volume(work, volume(work))
    )
    return join(work.stop, own_number, version(work), work.begin(edition(work)), people)


def patent(work: Work) -> Text:
    kind = work.text("genre") or (term("Patent"),)
    filed, issued = work.dated("submitted"), work.dated("issued")
    dates = join(
        f"{',' if is_english() else ''} {term('and')} " if filed and issued else " ",
        join(" ", (term("filed"),), filed) if filed else (),
        join(" ", (term("issued"),), issued) if issued else (),
    )
    return join(", ", join(" ", work.text("authority"), kind, work.text("number")), dates)
