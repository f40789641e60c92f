"""How long may be what people type besides a document; what is longer is refused in words, never cut."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.workflow import Refused

# In characters, by the name of the field that holds it; and what the form calls it.
MAX_TYPED: Final = {
    "note": 5_000,
    # Longer than a remark on one footnote is.
    "public_note": 1_000,
    "looked_at": 500,
    "not_borne_out": 2_000,
    "why": 300,
    "message": 5_000,
    "answer": 5_000,
    "comment": 5_000,
    "replacement": 10_000,
}
CALLED: Final = {
    "note": gettext_lazy("What you found"),
    "public_note": gettext_lazy("For readers"),
    "looked_at": gettext_lazy("Where you looked"),
    "not_borne_out": gettext_lazy("Words not borne out"),
    "why": gettext_lazy("Why a citation is needed"),
    "message": gettext_lazy("Message to the author"),
    "answer": gettext_lazy("Your answer"),
    "comment": gettext_lazy("Your comment"),
    "replacement": gettext_lazy("What to write instead"),
}


class TypedTooLong(Refused):
    """Something typed is longer than it may be."""


def refuse_too_long(**typed: str) -> None:
    """Raises TypedTooLong for the first of these, by the names of `MAX_TYPED`, that is longer than it may be."""
    for name, words in typed.items():
        if len(words.strip()) > MAX_TYPED[name]:
            raise TypedTooLong(
                _("“%(field)s” has %(length)s characters; at most %(most)s fit. Shorten it.")
                % {
                    "field": CALLED[name],
                    "length": len(words.strip()),
                    "most": MAX_TYPED[name],
                }
            )
