"""How the entry of an encyclopedia is cited, in the styles that most readers are asked for.

Each line is HTML in which every word of the record is escaped. The words of the styles are in the language of the entry
where there is a table of it (`records.citing_words`), as those of its notes are, and English elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from encyclopedia.bibliography.chicago.style import finished
from encyclopedia.bibliography.chicago.work import Work
from encyclopedia.bibliography.records.citing_words import (
    ENGLISH,
    citing_in,
    is_english,
    language_beside,
    term,
)
from encyclopedia.bibliography.records.personal_names import Name, full, inverted, listed, spaced
from encyclopedia.bibliography.records.record_dates import day_first, worded
from encyclopedia.bibliography.records.rich_text import (
    Text,
    html,
    join,
    marked,
    plain,
    punctuated,
    run,
)
from encyclopedia.core.language_tags import direction_of, primary_of
from encyclopedia.dates import MONTHS

# So many authors a style names; of more only some.
_MAX_IN_APA: Final = 20
_MAX_IN_MLA: Final = 2
_SHORT_MONTHS: Final = {
    month: f"{month[: 4 if month == 'September' else 3]}." for month in MONTHS if len(month) > 4
}


def citing_lines(record: Any) -> list[tuple[str, str]]:
    """Each style's name with its line for the record of an entry, which is dated to the day."""
    work = Work(record)
    language = primary_of(str(record.get("language") or ENGLISH))
    with citing_in(language_beside(language, str(record.get("title", "")))):
        lines = [("Chicago", _chicago(work)), ("APA", _apa(work)), ("MLA", _mla(work))]
    if direction_of(language) == "ltr" or not (address := html(_address(work))):
        return lines
    # In a line from the right the slashes of an address would change their sides.
    return [(style, line.replace(address, f"<bdi>{address}</bdi>")) for style, line in lines]


def _chicago(work: Work) -> str:
    edition = run((f"{_capital('edition')} ",), work.text("edition"))
    published = (f"{term('published')} {_day(work)}",)
    names = listed(work.names("author"), bibliography=True, form="inverted")
    within = run((f"{_capital('in')} ",), _container(work))
    return finished(
        join(". ", names, _quoted(work), within, join(", ", edition, published), _address(work))
    )


def _apa(work: Work) -> str:
    names = _apa_names(work.names("author"))
    title = run(work.text("title"), (f" ({_capital('edition')} ",), work.text("edition"), (")",))
    issued: Text = (f"({_day_of_apa(work)})",)
    # Names end with a full stop; so do initials, of which one stays.
    lead = (join(" ", punctuated(run(names, (".",))), issued), title) if names else (title, issued)
    within = run((f"{_capital('in')} ",), _container(work))
    # An address is the last word here, and ends without a full stop.
    return html(join(" ", punctuated(run(join(". ", *lead, within), (".",))), _address(work)))


def _mla(work: Work) -> str:
    people = work.names("author")
    names = listed(people[:_MAX_IN_MLA], bibliography=True, form="inverted")
    if len(people) > _MAX_IN_MLA:
        names = run(inverted(people[0]), (f", {term('et al.')}",))
    with day_first():
        day = _day(work)
    for month, short in _SHORT_MONTHS.items():
        day = day.replace(month, short)
    edition = run((f"{term('edition')} ",), work.text("edition"))
    place = join(", ", _container(work), edition, (day,), _address(work))
    return finished(join(" ", punctuated(join(". ", names, run(_quoted(work), (".",)))), place))


def _container(work: Work) -> Text:
    return marked("em", work.text("container-title"))


def _quoted(work: Work) -> Text:
    return marked("quote", work.text("title"))


def _day(work: Work) -> str:
    date = work.date("issued")
    return worded(date) if date else ""


def _day_of_apa(work: Work) -> str:
    """The year first, as "2026, May 3"; in other languages the day as they word it."""
    date = work.date("issued")
    if not is_english():
        return _day(work)
    year, month, day = date.parts[0] if date else (0, 1, 1)
    return f"{year}, {MONTHS[month - 1]} {day}"


def _capital(english: str) -> str:
    """The word of the style at the beginning of a sentence."""
    word = term(english)
    return word[0].upper() + word[1:]


def _address(work: Work) -> Text:
    return (work.raw("URL"),)


def _apa_names(people: Sequence[Name]) -> Text:
    """ "Author, A. B., & Body of Editors"; of more than twenty the first nineteen and the last."""
    names = [_initialled(person) for person in people]
    if len(names) > _MAX_IN_APA:
        return (", ".join(names[: _MAX_IN_APA - 1]) + f", . . . {names[-1]}",)
    if len(names) > 1:
        return (", ".join(names[:-1]) + f", & {names[-1]}",)
    return tuple(names)


def _initialled(name: Name) -> str:
    if name.literal or not name.given_first:
        return plain(full(name))
    given = spaced(name.given, name.dropping).split()
    initials = " ".join(
        "-".join(f"{part[0]}." for part in word.split("-") if part) for word in given
    )
    family = spaced(name.particle, name.family)
    return ", ".join(filter(None, (family, initials, name.suffix)))
