"""What a moderator typed where no form can take it any more: shown, so that it can be copied."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from editorial.actions.typed_lengths import CALLED
from editorial.models import Verdict

# In the order in which they are shown.
_WRITTEN = ("note", "public_note", "looked_at", "not_borne_out")


@dataclass(frozen=True)
class KeptWords:
    """One field's name and what was typed in it."""

    field: str
    words: str


def kept_words(typed: Mapping[str, str]) -> list[KeptWords]:
    """The verdict that was pressed, and all that was typed."""
    labels = dict(Verdict.choices)
    pressed = (
        [KeptWords(_("Verdict"), str(labels[verdict]))]
        if (verdict := typed.get("verdict", "")) in labels
        else []
    )
    written = [KeptWords(str(CALLED[name]), typed[name]) for name in _WRITTEN if typed.get(name)]
    return [*pressed, *written]
