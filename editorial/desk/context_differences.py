"""What is not as it was around a claim, in words for whoever has to confirm its check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from encyclopedia.core.surroundings import UNNAMED, Surrounding
from encyclopedia.wording.surrounding_labels import KINDS


@dataclass(frozen=True)
class ChangedPart:
    """One thing around the claim that is not as it was; "" where there was, or is, none."""

    kind: str
    before: str
    after: str


def differences(
    before: Sequence[Surrounding], after: Sequence[Surrounding], outer: str = ""
) -> list[ChangedPart]:
    """Every difference between what stood around a claim and what stands there; `outer` names what both are in."""
    kept = Counter(before) & Counter(after)
    were, are = _without(before, kept), _without(after, kept)
    parts = [
        part
        for kind in dict.fromkeys(one.kind for one in (*were, *are))
        for was, now in zip_longest(
            *([one for one in side if one.kind == kind] for side in (were, are))
        )
        for part in _pair(kind, was, now, outer)
    ]
    if not parts and tuple(before) != tuple(after):
        label = _labelled(_("Order"), outer)
        return [ChangedPart(label, _names(before), _names(after))]
    return parts


def _without(side: Sequence[Surrounding], kept: Counter[Surrounding]) -> list[Surrounding]:
    left = kept.copy()
    remaining = []
    for surrounding in side:
        if left[surrounding]:
            left[surrounding] -= 1
        else:
            remaining.append(surrounding)
    return remaining


def _pair(
    kind: str, was: Surrounding | None, now: Surrounding | None, outer: str
) -> Iterator[ChangedPart]:
    if kind in UNNAMED:
        label = outer
    else:
        label = _labelled(str(KINDS[kind]), outer)
        shown = ChangedPart(label, shown_words(was), shown_words(now))
        if shown.before != shown.after:
            yield shown
    inner = [
        tuple(one for one in side.inner if (was and now) or one.kind not in ("place", "depth"))
        if side
        else ()
        for side in (was, now)
    ]
    yield from differences(inner[0], inner[1], "" if kind == "call" else label)


def _labelled(label: str, outer: str) -> str:
    return _("%(outer)s: %(inner)s") % {"outer": outer, "inner": label} if outer else label


def shown_words(surrounding: Surrounding | None) -> str:
    if surrounding is None:
        return ""
    words = surrounding.words
    if shown := _SHOWN.get(surrounding.kind):
        return shown(words)
    return words or _("yes")


def _place(words: str) -> str:
    count = int(words)
    return ngettext("after %(count)s character", "after %(count)s characters", count) % {
        "count": count
    }


_SHOWN: dict[str, Callable[[str], str]] = {
    "place": _place,
    "call": _place,
    "file": lambda words: words[:12],
}


def _names(side: Sequence[Surrounding]) -> str:
    return ", ".join(
        shown_words(one) if one.words else str(KINDS.get(one.kind, "")) for one in side
    )
