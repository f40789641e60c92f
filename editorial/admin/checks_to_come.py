"""What moderators have to do before a draft can be approved, told before it is submitted."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editorial.models import DraftCitation, Manuscript
from editorial.moves import UNFINISHED
from encyclopedia.core.standing import CONTEXT_CHANGED


def checks_to_come(manuscript: Manuscript, confirmed: int) -> str:
    """Of what is not submitted yet: the citations that a moderator will check, and of how many they only confirm the
    check; they stop its approval only."""
    if manuscript.status not in UNFINISHED or not manuscript.unchecked:
        return ""
    checked = manuscript.unchecked - confirmed
    sentences = []
    if checked:
        words = ngettext(
            "%(count)s citation is still to be checked.",
            "%(count)s citations are still to be checked.",
            checked,
        )
        sentences.append(words % {"count": checked})
    if confirmed:
        words = ngettext(
            "%(count)s check is only to be confirmed, since what stands around its words changed.",
            "%(count)s checks are only to be confirmed, since what stands around their words changed.",
            confirmed,
        )
        sentences.append(words % {"count": confirmed})
    return " ".join((*sentences, _("A moderator does it after you submit, before the approval.")))


def only_to_confirm(manuscript: Manuscript) -> int:
    """How many of its unchecked citations have a check that holds once somebody confirms it."""
    if not manuscript.unchecked:
        return 0
    rows = DraftCitation.objects.filter(manuscript=manuscript, checked=False)
    return rows.filter(standing=CONTEXT_CHANGED).count()
