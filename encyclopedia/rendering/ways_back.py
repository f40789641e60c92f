"""The ways back from a note to the places that call it: at its beginning, as an arrow or as a letter for each place."""

from __future__ import annotations

from collections.abc import Callable

from encyclopedia.markup.ids import letters


def ways_back(
    places: int,
    mark_id: Callable[[int], str],
    use_id: Callable[[int], str],
    *,
    alone: str,
    at_use: str,
) -> str:
    """The links of a note that is called at so many places, as HTML.

    `mark_id` and `use_id` give the ids of a place, counted from 0: of its marker, and of where that leads, which is the
    way back itself at every place but the first. The names are escaped: `alone` is that of an only way, `at_use` that
    of one of several, with its letter for `{use}`.
    """
    if places == 1:
        return way_back(mark_id(0), alone)
    return "".join(
        way_back(
            mark_id(place),
            at_use.replace("{use}", letter),
            sign=letter,
            own_id=use_id(place) if place else "",
        )
        for place, letter in ((place, letters(place + 1)) for place in range(places))
    )


def way_back(target: str, name: str, *, sign: str = "↩", own_id: str = "") -> str:
    """One link and a space; the name is escaped."""
    own = f' id="{own_id}"' if own_id else ""
    return f'<a{own} role="doc-backlink" href="#{target}" aria-label="{name}">{sign}</a> '
