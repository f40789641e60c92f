"""Record the DOI that a registration agency has given to an edition; correct it, or take it away."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editorial import workflow
from editorial.actions.recording import lock_head
from editorial.actions.transaction import Outcome, locked, record
from editorial.workflow import Refused
from encyclopedia import projection
from encyclopedia.bibliography import IdentifierError
from encyclopedia.bibliography.records.identifiers import doi as canonical
from encyclopedia.models import Edition, EditionDoi
from encyclopedia.models.edition_dois import MAX_DOI
from encyclopedia.wording import words

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def record_doi(
    *,
    manuscript: uuid.UUID,
    edition: int,
    doi: str,
    reason: str = "",
    may_replace: bool = True,
    by: User,
) -> Outcome:
    """Record the DOI of a published edition, typed in any form; an empty one takes it away, which needs a reason.

    The edition itself stays as it was published: its pages, files and metadata give the DOI from now on. Without
    `may_replace` another DOI that it has is not corrected.
    """
    name = _read(doi) if doi.strip() else ""
    with locked(manuscript) as row:
        workflow.require(by, row, "record_doi")
        given_to = Edition.objects.readable().filter(entry_id=row.pk, number=edition).with_doi()
        given = given_to.defer("document").first()
        if given is None:
            raise Refused(
                _("“%(title)s” has no published edition %(number)s.")
                % {"title": row.title, "number": edition}
            )
        if given.doi == name:
            if name:
                return Outcome(row, changed=False)
            raise Refused(_("Edition %(number)s has no DOI: give one.") % {"number": edition})
        if given.doi and not may_replace:
            raise Refused(
                _("Edition %(number)s has another DOI: %(doi)s.")
                % {"number": edition, "doi": given.doi}
            )
        if not name and not reason.strip():
            raise Refused(_("Say why the DOI is taken away."))
        # From here on nobody records another one.
        lock_head()
        _refuse_taken(name)
        data = {"edition": edition, "doi": name}
        event = record("record_doi", by=by, manuscript=row, reason=reason.strip(), data=data)
        projection.give_doi(given, name, event.at)
    return Outcome(row, event)


def _read(typed: str) -> str:
    """The DOI in its canonical form; raises Refused."""
    try:
        name = canonical(typed)
    except IdentifierError as error:
        raise Refused(words(error.message)) from error
    if len(name) > MAX_DOI or not name.isprintable():
        raise Refused(
            ngettext(
                "This DOI is longer than %(count)s character, or has some that cannot be shown.",
                "This DOI is longer than %(count)s characters, or has some that cannot be shown.",
                MAX_DOI,
            )
            % {"count": MAX_DOI}
        )
    return name


def _refuse_taken(name: str) -> None:
    other = EditionDoi.objects.filter(doi=name).select_related("edition").first() if name else None
    if other is not None:
        raise Refused(
            _("Edition %(number)s of “%(title)s” has the DOI %(doi)s.")
            % {"number": other.edition.number, "title": other.edition.title, "doi": name}
        )
