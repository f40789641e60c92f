"""What readers are told of a check besides its verdict."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from encyclopedia.core.telling import DIFFERS, NOT_FOUND, WITH_CHANGES, WORD_FOR_WORD, Telling


def telling_sentences(telling: Telling, *, marked_since: bool = False) -> list[str]:
    """Each thing in a few words, as plain text; empty where there is nothing to tell."""
    # What was found in the copy says that it was looked at.
    is_in_copy = telling.means == "copy" and telling.found in (WORD_FOR_WORD, WITH_CHANGES, DIFFERS)
    sentences = ["" if is_in_copy else _means(telling.means), _found(telling)]
    if telling.not_borne_out:
        sentences.append(_("not borne out: “%(words)s”") % {"words": telling.not_borne_out})
    if marked_since:
        sentences.append(_("the source has been marked since"))
    return [sentence for sentence in sentences if sentence]


def _means(means: str) -> str:
    if means == "copy":
        return _("checked against the copy kept here")
    if means == "shelf":
        return _("checked against the book itself")
    if means == "elsewhere":
        return _("checked against a scan or a page elsewhere")
    if means == "record":
        return _("known from a catalogue’s or a publisher’s record, not from the work itself")
    return ""


def _found(telling: Telling) -> str:
    values = {"page": telling.found_page, "count": telling.found_places}
    if telling.found == WORD_FOR_WORD:
        if telling.found_page:
            return (
                _("the quotation stands word for word on p. %(page)s of the copy kept here")
                % values
            )
        return _("the quotation stands word for word in the copy kept here")
    if telling.found == WITH_CHANGES:
        return (
            ngettext(
                "the quotation stands in the copy kept here, with brackets or an omission in %(count)s place",
                "the quotation stands in the copy kept here, with brackets or omissions in %(count)s places",
                telling.found_places,
            )
            % values
        )
    if telling.found == DIFFERS:
        return (
            ngettext(
                "the quotation differs from the copy kept here in %(count)s place",
                "the quotation differs from the copy kept here in %(count)s places",
                telling.found_places,
            )
            % values
        )
    if telling.found == NOT_FOUND:
        return _("the quotation was not found in the copy kept here")
    return ""
