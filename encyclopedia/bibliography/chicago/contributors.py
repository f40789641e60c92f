"""Who did what for a work: "ed. Dick Howard", "Translated by Max Eastman", and the labels after leading names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from encyclopedia.bibliography.chicago.work import VOLUMES, Work, words
from encyclopedia.bibliography.records.citing_words import label_term, term
from encyclopedia.bibliography.records.personal_names import Name, listed
from encyclopedia.bibliography.records.rich_text import Text, join, run

# Before the name in a bibliography ("Edited by"), and in notes where that is shorter ("ed.").
VERBS: Final = {
    "chair": "chaired by",
    "collection-editor": "edited by",
    "compiler": "compiled by",
    "container-author": "by",
    "contributor": "with",
    "curator": "curated by",
    "director": "directed by",
    "editor": "edited by",
    "editor-translator": "edited and translated by",
    "editorial-director": "edited by",
    "executive-producer": "executive produced by",
    "guest": "with guest",
    "host": "hosted by",
    "illustrator": "illustrated by",
    "interviewer": "interview by",
    "narrator": "narrated by",
    "organizer": "organized by",
    "original-author": "by",
    "performer": "performed by",
    "producer": "produced by",
    "recipient": "to",
    "reviewed-author": "by",
    "script-writer": "written by",
    "series-creator": "created by",
    "translator": "translated by",
}
SHORT_VERBS: Final = {
    "collection-editor": "ed.",
    "compiler": "comp.",
    "editor": "ed.",
    "editor-translator": "ed. and trans.",
    "editorial-director": "ed. by",
    "illustrator": "ill.",
    "translator": "trans.",
}
# After a leading name: for one and for several.
LABELS: Final = {
    "chair": ("chair", "chairs"),
    "collection-editor": ("ed.", "eds."),
    "compiler": ("comp.", "comps."),
    "contributor": ("contrib.", "contribs."),
    "curator": ("cur.", "curs."),
    "director": ("dir.", "dirs."),
    "editor": ("ed.", "eds."),
    "editor-translator": ("ed. and trans.", "eds. and trans."),
    "editorial-director": ("ed.", "eds."),
    "executive-producer": ("exec. prod.", "exec. prods."),
    "guest": ("guest", "guests"),
    "host": ("host", "hosts"),
    "illustrator": ("ill.", "ills."),
    "narrator": ("narr.", "narrs."),
    "organizer": ("org.", "orgs."),
    "performer": ("perf.", "perfs."),
    "producer": ("prod.", "prods."),
    "series-creator": ("ser. creator", "ser. creators"),
    "translator": ("trans.", "trans."),
}

BEFORE: Final = (
    "container-author",
    "editor-translator",
    "editor",
    "translator",
    "editorial-director",
    "guest",
    "host",
)
DRAWN: Final = ("illustrator", "narrator")
BEHIND: Final = (
    *(
        "compiler",
        "chair",
        "organizer",
        "curator",
        "series-creator",
        "executive-producer",
        "producer",
        "director",
    ),
    *("script-writer", "performer", "contributor"),
)
SERIAL: Final = ("translator", "narrator", *BEHIND[:-1])
CONTAINED: Final = (
    *(
        "editor-translator",
        "editor",
        "translator",
        "guest",
        "host",
        "chair",
        "organizer",
        "illustrator",
        "narrator",
    ),
    *(
        "compiler",
        "curator",
        "series-creator",
        "executive-producer",
        "producer",
        "editorial-director",
    ),
    *("script-writer", "director", "performer", "contributor"),
)


def label(field: str, names: list[Name]) -> Text:
    """What follows leading names: ", ed.", ", trans."; nothing for authors."""
    labels = LABELS.get(field)
    return (f", {label_term(labels[len(names) > 1])}",) if labels else ()


def same_people(work: Work) -> bool:
    """Whether the editors are also the translators."""
    editors = work.names("editor")
    return bool(editors) and editors == work.names("translator")


def role(work: Work, field: str, *, long: bool | None = None, form: str = "full") -> Text:
    """One role: "ed. Dick Howard" in a note, "edited by Dick Howard" when `long` (as a bibliography is)."""
    names = work.names(field)
    if not names:
        return ()
    work.use(field)
    verb = VERBS[field]
    if field == "editor" and names == work.names("translator"):
        work.use("translator")
        field, verb = "editor-translator", VERBS["editor-translator"]
    if field == "guest" and len(names) > 1:
        verb = "with guests"
    if not (work.bibliography if long is None else long):
        verb = SHORT_VERBS.get(field, verb)
    return run(words(term(verb) + " "), listed(names, bibliography=work.bibliography, form=form))


def _wanted(work: Work, fields: Iterable[str]) -> Iterable[str]:
    for field in fields:
        if field == "contributor" and work.is_a("song", "thesis"):
            continue
        if field == "script-writer" and not (work.serial or work.is_a("broadcast", "performance")):
            continue
        yield field


def own(work: Work) -> Text:
    """The contributors to the work itself, each an element of its own."""
    roles = [work.begin(role(work, field)) for field in _wanted(work, _own_fields(work))]
    if work.is_a("song") and not work.serial:
        roles.append(work.begin(role(work, "contributor")))
    return join(work.stop, *roles)


def _own_fields(work: Work) -> tuple[str, ...]:
    if work.serial:
        return SERIAL
    if work.has("container-title") and not work.is_a("post", "webpage"):
        return DRAWN
    return (*BEFORE, *DRAWN, *BEHIND)


def own_and_volume(work: Work, volume: Text) -> Text:
    """The contributors together with the volume they belong to; `volume` is its words."""
    if work.serial:
        return own(work)
    series = _volume_editors(work) if work.has("number-of-volumes", *VOLUMES) else ()
    one_of_several = work.has(*VOLUMES)
    count = () if one_of_several or _at_a_page(work) else number_of_volumes(work)
    if not work.bibliography:
        return join(", ", series, volume, own(work), count)
    if not one_of_several:
        return join(". ", work.begin(series), work.begin(volume), own(work), work.begin(count))
    roles = [role(work, field) for field in _wanted(work, _own_fields(work))]
    return join(". ", work.begin(series), join(", ", work.begin(volume), *roles))


def _volume_editors(work: Work) -> Text:
    return role(work, "collection-editor")


def _at_a_page(work: Work) -> bool:
    """In a note that names a page, the number of volumes says nothing."""
    return not work.bibliography and work.locator.label in ("page", "column", "folio")


def number_of_volumes(work: Work) -> Text:
    number = work.raw("number-of-volumes")
    if not work.numeric("number-of-volumes"):
        return work.text("number-of-volumes")
    return words(f"{number} {term('vol.' if number == '1' else 'vols.')}")


def of_container(work: Work, volume: Text) -> Text:
    """The contributors to the book that contains the work, after that book's `volume`."""
    series = (
        _volume_editors(work)
        if work.has("number-of-volumes", "part-number", "volume", "volume-title")
        else ()
    )
    by = role(work, "container-author")
    roles: list[Text] = []
    if not (work.bibliography and by):
        roles = [role(work, field) for field in _wanted(work, CONTAINED)]
    silent = work.has(*VOLUMES, "page") or _at_a_page(work)
    return join(", ", series, volume, by, *roles, () if silent else number_of_volumes(work))


def behind_container(work: Work) -> Text:
    """In a bibliography, what follows a container that has an author of its own, as elements."""
    if not work.bibliography or not work.has_all("container-author", "container-title"):
        return ()
    return join(". ", *(work.begin(role(work, field)) for field in _wanted(work, CONTAINED)))
