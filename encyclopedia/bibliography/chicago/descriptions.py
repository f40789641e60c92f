"""What kind of thing a work is, where its title doesn't say: "letter to Natalia Sedova", "review of …, by …"."""

from __future__ import annotations

from typing import Final

from encyclopedia.bibliography.chicago.contributors import role
from encyclopedia.bibliography.chicago.work import COLLECTORS, Work, words
from encyclopedia.bibliography.records.citing_words import term
from encyclopedia.bibliography.records.csl_types import UNTITLED
from encyclopedia.bibliography.records.personal_names import listed
from encyclopedia.bibliography.records.rich_text import Text, capitalised, join, run

PUBLISHED_IN: Final = (*COLLECTORS, "issue", "page", "supplement-number", "volume")
CREDITED: Final = (
    *(
        "author",
        "chair",
        "collection-editor",
        "compiler",
        "composer",
        "curator",
        "director",
        "editor",
    ),
    *(
        "editor-translator",
        "editorial-director",
        "executive-producer",
        "guest",
        "host",
        "illustrator",
        "organizer",
    ),
    *("producer", "series-creator", "translator"),
)


def description(work: Work) -> Text:
    """The description after the title."""
    if work.is_a("interview") or work.has("interviewer"):
        return interview(work)
    if work.review:
        return review(work)
    if work.is_a("personal_communication"):
        return letter(work)
    if work.is_a("song") and work.has("composer"):
        return song(work)
    if work.is_a("thesis"):
        return ()
    if work.serial and not work.is_a("interview", "paper-conference"):
        return _with_section(work)
    if work.is_a("paper-conference"):
        if work.has(*COLLECTORS):
            return work.begin(genre(work))
        return join(work.stop, _with_section(work), event(work))
    if not work.has("container-title"):
        return genre(work)
    if work.is_a("document", "report", "software", "standard"):
        return ()
    if work.is_a("event", "performance", "speech") and not work.has(*PUBLISHED_IN):
        return ()
    return genre(work)


def genre(work: Work) -> Text:
    """The record's own word for it; what can't be found anywhere is called what it is."""
    if work.has("genre"):
        return () if work.has("number") else work.begin(work.text("genre"))
    if work.findable:
        return ()
    if work.is_a("manuscript"):
        return work.begin((term("unpublished manuscript"),))
    return (
        work.begin((term("personal communication"),)) if work.is_a("personal_communication") else ()
    )


def of_container(work: Work) -> Text:
    """The description where it follows the container instead."""
    if not work.is_a("document", "report", "software", "standard") and (
        work.has(*PUBLISHED_IN)
        or not work.is_a("event", "paper-conference", "performance", "speech")
    ):
        return ()
    return () if work.has("number") else work.text("genre")


def _with_section(work: Work) -> Text:
    section = work.raw("section")
    if work.numeric("section"):
        words_of_it: Text = (f"{term('sec.')} {section}",)
    else:
        words_of_it = work.title("section")
    return join(work.stop, genre(work), work.begin(words_of_it))


def interview(work: Work) -> Text:
    people = work.names("interviewer")
    kind = () if work.has("number") else work.text("genre")
    if not people:
        words_of_it = genre(work)
    elif kind:
        by = run((f"{term('by')} ",), listed(people, bibliography=work.bibliography))
        words_of_it = work.begin(join(" ", kind, by))
    else:
        words_of_it = work.begin(role(work, "interviewer", long=True))
    return join(", ", words_of_it, event_place_first(work))


def letter(work: Work) -> Text:
    if not work.has("recipient"):
        return genre(work)
    to = role(work, "recipient", long=True)
    kind = () if work.has("number") else work.text("genre")
    return join(
        ", ", work.begin(join(" ", kind, to)), work.text("event-place"), work.dated("event-date")
    )


def song(work: Work) -> Text:
    field = "author" if work.has("author") else "performer"
    names = listed(work.names(field), bibliography=work.bibliography)
    if not names:
        return ()
    work.use(field)
    return work.begin(join(" ", work.text("genre"), (term("performed by"),), names))


def review(work: Work) -> Text:
    """ "review of *Title*, by Author", "unsigned review of …"."""
    kind = () if work.has("number", "reviewed-genre") else work.text("genre")
    if not kind:
        kind = (term("review of" if work.has(*CREDITED) else "unsigned review of"),)
    thing = work.text("reviewed-genre")
    about = reviewed(work, work.short("title"))
    by = role(work, "reviewed-author", long=True)
    if thing and not work.has("reviewed-title"):
        first = join(" ", kind, thing, by)
        return join(work.stop, work.begin(first), _section_of_review(work))
    first = join(" ", kind, thing, about)
    return join(
        work.stop,
        join(", ", work.begin(first), by, event_place_first(work)),
        _section_of_review(work),
    )


def _section_of_review(work: Work) -> Text:
    return work.begin(work.title("section"))


def reviewed(work: Work, title_field: str = "title") -> Text:
    """The title of what is reviewed: where the record has no other, its own."""
    if work.has("reviewed-genre", "reviewed-title"):
        return work.italic("reviewed-title")
    return work.italic("title" if not work.later else title_field)


def event_place_first(work: Work) -> Text:
    if not work.has("event-date", "event-title"):
        return ()
    return join(", ", work.text("event-title"), work.text("event-place"), work.dated("event-date"))


def event(work: Work) -> Text:
    """ "paper presented at Conference on Examples, Leeds"."""
    if work.kind in UNTITLED or work.review:
        return ()
    if not work.has("event-date", "event-title"):
        return ()
    if work.is_a("paper-conference") and work.has(*PUBLISHED_IN):
        return ()
    title = work.text("event-title")
    how = event_status(work)
    if work.bibliography and not (
        work.is_a("song") or (work.is_a("paper-conference") and not work.has("genre"))
    ):
        title = title if how else capitalised(title)
    return join(" ", how, join(", ", title, work.text("event-place"), work.dated("event-date")))


def event_status(work: Work) -> Text:
    """How the work stands to its event: presented at, recorded at."""
    at: Text = (term("at"),) if work.has("event-title") else ()
    if work.is_a("broadcast") and work.has("status"):
        return work.begin(work.text("status"))
    if work.is_a("paper-conference"):
        presented = term("presented" if work.has("genre") else "paper presented")
        return join(" ", work.begin((presented,)), at)
    if work.is_a("song"):
        return join(" ", work.begin((term("recorded"),)), at)
    return () if work.has("issued") else work.begin(work.text("status"))


def brief(work: Work) -> Text:
    """What a later note says of a work that has no title of its own."""
    if work.review:
        return join(" ", (term("review of"),), reviewed(work, work.short("title")))
    if work.is_a("interview") or work.has("interviewer"):
        return work.text("genre") or work.text("medium") or (term("interview"),)
    if work.is_a("personal_communication"):
        return _brief_letter(work)
    if work.text("genre") and work.is_a("chapter") and work.has("container-title"):
        return join(
            " ", work.text("genre"), (term("to"),), work.italic(work.short("container-title"))
        )
    if work.text("genre"):
        return work.text("genre")
    if work.serial:
        return work.title("section")
    if work.text("medium"):
        return work.text("medium")
    if work.has("chapter-number"):
        chapter = words(f"{term('chap.')} {work.raw('chapter-number')}")
        inside = work.italic(work.short("container-title"))
        return join(f" {term('in')} ", chapter, inside) if inside else chapter
    return (
        ()
        if work.findable
        else words(term("unpublished manuscript") if work.is_a("manuscript") else "")
    )


def _brief_letter(work: Work) -> Text:
    kind = work.text("genre")
    if kind and work.has("recipient"):
        kind = join(" ", kind, role(work, "recipient", long=True, form="short"))
    elif not kind and not work.findable:
        kind = (term("pers. comm."),)
    when = work.dated("event-date") or work.dated("issued")
    return join(", ", kind, work.text("event-place"), when)
