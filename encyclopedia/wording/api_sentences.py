"""What the API answers to a request that it cannot accept."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

# The titles of problems, by the code in their address `urn:stet:problem:CODE`.
TITLES: dict[str, Any] = {
    "unreadable-parameters": _("The question cannot be answered as it is asked"),
    "not-found": _("Not found"),
    "withdrawn": _("This entry was withdrawn"),
    "method-not-allowed": _("This address does not answer that method"),
    "token-wanted": _("A valid token is needed"),
    "forbidden": _("This account may not do that"),
    "unreadable-body": _("The body cannot be read"),
    "too-large": _("The body is too large"),
    "not-json": _("The body must be JSON"),
    "conflict": _("Somebody else saved in the meantime"),
    "not-allowed-now": _("The state of the manuscript or of the thread does not allow it"),
    "words-not-there": _("What the comment is on does not stand there once"),
    "unacceptable-document": _("The document cannot be accepted as it is"),
    "unacceptable-comment": _("The comment cannot be accepted as it is"),
}

SENTENCES: dict[str, Any] = {
    "parameter_unknown": _("Not a parameter of this address."),
    "parameters_known": _("It takes: %(names)s."),
    "parameters_none": _("It takes none."),
    "parameter_repeated": ngettext_lazy("Given %(count)s time.", "Given %(count)s times.", "count"),
    "parameter_once": _("Give it once."),
    "parameter_unfit": _("Not a valid value: %(value)s."),
    "give_one_of": _("Give one of %(choices)s."),
    "give_characters": ngettext_lazy(
        "Give 1 to %(count)s character.", "Give 1 to %(count)s characters.", "count"
    ),
    "give_question": ngettext_lazy(
        "Say what to look for in 1 to %(count)s character.",
        "Say what to look for in 1 to %(count)s characters.",
        "count",
    ),
    "give_cursor": _("Take it from the “next” of an answer, or leave it out to begin."),
    "give_language": _("Give a language tag (BCP 47), like de or pt-BR."),
    "give_path": _("Give kind and address, like article/trotskyism."),
    "give_limit": _("Give a whole number from 1 to %(most)s."),
    "give_moment": _(
        "Give a day, 2026-05-01, or a moment, 2026-05-01T12:00:00Z (write a + as %%2B)."
    ),
    "give_printable": _("It holds characters that cannot be shown. Remove them."),
}
