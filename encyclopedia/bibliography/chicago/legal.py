"""Cases, laws, bills, hearings and treaties, which lawyers write in an order of their own."""

from __future__ import annotations

from encyclopedia.bibliography.chicago.numbers import counts_several, is_plural
from encyclopedia.bibliography.chicago.work import Work, words
from encyclopedia.bibliography.records.personal_names import listed
from encyclopedia.bibliography.records.rich_text import Text, around, capitalised, join, marked


def reference(work: Work) -> Text:
    """ "Brown v. Board, 347 U.S. 483 (1954)"."""
    place = work.placed()
    if work.is_a("treaty"):
        parties = [
            listed([name], bibliography=False, form="short") for name in work.names("author")
        ]
        facts = join(", ", _title(work), join("-", *parties), work.dated("issued"), _source(work))
    else:
        source, dated = (
            join(", ", _title(work), _source(work)),
            join(" ", _date(work), _state(work)),
        )
        # The page that is cited stands behind the one on which it begins, before the court and the year.
        if work.locator.is_page and work.has("page"):
            return join(" ", join(", ", source, place), dated)
        facts = join(" ", source, dated)
    return join(", ", facts, place)


def later(work: Work, lead: Text) -> Text:
    """A later note on it: "*Christmas*, 222 F.3d at 145"."""
    reporter = join(" ", work.text("volume"), work.text("container-title"))
    if work.is_a("legal_case") and work.locator.is_page and reporter:
        return join(", ", lead, join(" at ", reporter, work.placed()))
    return join(", ", lead, work.placed())


def _title(work: Work) -> Text:
    if not work.is_a("hearing"):
        return work.title("title")
    number, committee = work.text("number"), work.text("section")
    about = join(" ", ("on",), number) if number else ()
    before = join(" ", ("before the",), committee) if committee else ()
    heard = join(" ", ("Hearing",), about, before) if about or before else ()
    return marked("em", join(": ", capitalised(work.text("title")), heard))


def _date(work: Work) -> Text:
    if work.is_a("legal_case"):
        precision = "year" if work.has("container-title") else "day"
        return around("(", join(" ", work.text("authority"), work.dated("issued", precision)), ")")
    date = work.dated("issued", "year") or work.dated("submitted")
    return around("(", join(" & ", work.dated("original-date", "year"), date), ")")


def _state(work: Work) -> Text:
    if work.is_a("hearing"):
        witnesses = listed(work.names("author"), bibliography=work.bibliography)
        return around("(testimony of ", witnesses, ")")
    return (
        around("(", work.text("status"), ")")
        if work.is_a("bill", "legislation", "regulation")
        else ()
    )


def _first_page(work: Work) -> Text:
    page = work.raw("page-first") or work.raw("page")
    for mark in ",;–":
        page = page.replace(mark, "-")
    return words(page.split("-")[0].strip())


def _section(work: Work) -> Text:
    value = work.raw("section")
    return words(f"{'§§' if is_plural(value) else '§'} {value}" if value else "")


def _reporter(work: Work, *, sections: bool) -> Text:
    """ "347 U.S. 483", "3 U.S.C. § 4"."""
    place = _section(work) if sections and work.has("section") else _first_page(work)
    return join(" ", work.text("volume"), work.text("container-title"), place)


def _number(work: Work) -> Text:
    if work.is_a("legislation", "regulation") or work.numeric("number"):
        value = work.raw("number")
        return words(f"{'Nos.' if counts_several(value) else 'No.'} {value}" if value else "")
    return capitalised(work.text("number"))


def bill_or_report(work: Work) -> Text:
    bare = work.has("authority", "chapter-number", "container-title")
    return join(" ", work.text("genre"), work.text("number") if bare else _number(work))


def _source(work: Work) -> Text:
    if work.is_a("legal_case"):
        if not work.has("container-title"):
            return _number(work)
        page = _first_page(work) or ("___",)
        return join(" ", work.text("volume"), work.text("container-title"), _section(work), page)
    session = join(" ", work.text("authority"), work.text("chapter-number"))
    if work.is_a("bill"):
        return join(", ", bill_or_report(work), session, _reporter(work, sections=False))
    if work.is_a("hearing"):
        return session
    if work.is_a("treaty"):
        page = _first_page(work) or _number(work)
        return join(" ", work.text("volume"), work.text("container-title"), page)
    if work.is_a("legislation") and work.has("number"):
        kind = capitalised(work.text("genre")) or ("Pub. L.",)
        return join(", ", join(" ", kind, _number(work)), _reporter(work, sections=False))
    if work.is_a("legislation"):
        return _reporter(work, sections=True)
    kind = (
        join(" ", work.text("genre"), _number(work)) if work.has("number") else work.text("genre")
    )
    return join(", ", kind, _reporter(work, sections=True))
