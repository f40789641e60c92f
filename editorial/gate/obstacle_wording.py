"""The gate's obstacles in words: the same in form, desk, approval page, command output and JSON."""

from __future__ import annotations

from typing import Annotated, Any, TypedDict

from django.utils.translation import gettext_lazy as _

from editorial.gate.judging import Obstacle
from encyclopedia import wording
from encyclopedia.core.described_types import Count
from encyclopedia.core.messages import Message
from encyclopedia.models import Reliability
from encyclopedia.wording.filled_in import in_sentence

_CLAIM_SHOWN = 80

SENTENCES: dict[str, Any] = {
    **wording.SENTENCES,
    "address_taken": _("Another entry has the address “%(slug)s”. Choose another address."),
    "cited_by_old_key": _(
        "Published entries cite this source by the key “%(key)s”: %(titles)s. Rename it back to “%(key)s”."
    ),
    "translation_language_taken": _(
        "“%(title)s”, joined with this entry, is in %(language)s too. Choose another language, or take them apart."
    ),
    "translation_original_withdrawn": _(
        "The entry of which this is a translation is not published any more."
    ),
    "translation_behind": _(
        "“%(title)s” (%(language)s), of which this is a translation, was revised after edition %(number)s. "
        "Bring this text up to date, then say so under “Join to the entry that it translates”."
    ),
    "text_missing": _("There is no text yet. Write it."),
    "summary_missing": _("There is no summary. Say in one sentence what the entry is about."),
    "problem": "%(message)s",
    "kept_word_for_word": _(
        "This reference was not put into fields: it is printed as it stands. Fill in what it is, its author, title and "
        "date, so that it can be found and cited in one style."
    ),
    "read_by_machine": _(
        "A program read these fields from the words “%(words)s”. Compare them, and save."
    ),
    "ambiguous_link": _(
        "The link [[%(name)s]] could mean %(count)s entries. Write [[kind/address|%(name)s]]."
    ),
    "unknown_source": _(
        "No source has the key “%(key)s”. Correct the key, or draft the source and submit it too."
    ),
    "source_not_published": _(
        "The source “%(key)s” is not published yet. Submit it, and have it approved and published first."
    ),
    "merged_source": _(
        "The source “%(key)s” has been merged into “%(into)s”, another record of the same work. Cite %(into)s."
    ),
    "same_notes": _(
        "Readers cannot tell the sources %(other)s and %(key)s apart: the notes on both are “%(note)s”. "
        "Give each record a letter: “year-suffix”, a and b."
    ),
    "four_eyes": _(
        "Nobody approves a text that they helped to write. Ask another approver to approve it."
    ),
    "checker_approves": _(
        "Whoever checked one of its citations does not approve it here. Ask another approver to approve it."
    ),
    "agreement_missing": _(
        "No agreement of the author, %(name)s, is in force. Record what they signed before it is published."
    ),
    "unchecked": _("Footnote %(number)s (%(key)s) is not yet checked: “%(claim)s”"),
    "stale": _("Footnote %(number)s (%(key)s) changed since it was checked: “%(claim)s”"),
    "context_changed": _(
        "Footnote %(number)s (%(key)s) was checked before something around it changed: “%(claim)s”"
    ),
    "does_not_support": _(
        "Footnote %(number)s: the source %(key)s does not support “%(claim)s”. Change the claim, or "
        "cite another source."
    ),
    "contradicts": _(
        "Footnote %(number)s: the source %(key)s contradicts “%(claim)s”. Change the claim."
    ),
    "could_not_access": _(
        "Footnote %(number)s: the source %(key)s could not be accessed; at most %(most)s may have that verdict."
    ),
    "not_looked_at": _(
        "Footnote %(number)s: nobody could access the source %(key)s, and this is a quotation or about a living "
        "person. Somebody has to see the source, or change the claim."
    ),
    "second_check_missing": _(
        "Footnote %(number)s (%(key)s) was checked once; another moderator has to check it too: “%(claim)s”"
    ),
    "checks_disagree": _(
        "Footnote %(number)s (%(key)s): two moderators disagree about “%(claim)s”. "
        "One of them checks again, or a third does."
    ),
    "doubted_source": _(
        "Footnote %(number)s: the source %(key)s is marked as %(doubt)s. Cite another for “%(claim)s”."
    ),
    "doubt": _("The source is marked as %(doubt)s."),
    "not_borne_out": _("The last check did not find borne out: “%(not_borne_out)s”."),
    "few_citations": _(
        "%(share)s %% of the sentences are cited in all their words; %(wanted)s %% or more are required."
    ),
}

# Why a waiver lets nothing through any more, by the codes of `editorial.gate.judged_waivers`.
FALLEN: dict[str, Any] = {
    "ended": _("it has ended"),
    "earlier_version": _("it does not say what stood behind its citations"),
    "giver_wrote": _("its giver has become a writer of the entry"),
    "words_changed": _("the citation’s words, source or page changed"),
    "checked_again": _("a moderator checked the citation again"),
    "source_marked": _("the source’s mark changed"),
    "source_changed": _("the source’s record changed"),
    "context_changed": _("what stands around the words changed"),
    "share_lower": _("a lower share of sentences is cited"),
    "cleared": _("what it let through is no longer in the way"),
}


def words(obstacle: Obstacle) -> str:
    """The obstacle as a sentence: what, where, and how to fix it."""
    values = dict(obstacle.values)
    claim = values.get("claim")
    if isinstance(claim, str):
        if len(claim) > _CLAIM_SHOWN:
            claim = claim[:_CLAIM_SHOWN].rsplit(" ", 1)[0] + "…"
        # The sentence that quotes it has a full stop of its own.
        values["claim"] = claim.removesuffix(".")
    if doubt := values.get("doubt"):
        values["doubt"] = in_sentence(Reliability(str(doubt)).label)
    codes = [obstacle.code]
    if obstacle.code != "doubted_source":
        codes += [name for name in ("not_borne_out", "doubt") if name in values]
    return " ".join(wording.words(Message(code, **values), SENTENCES) for code in codes)


class ObstacleShape(TypedDict):
    """What stands between a draft and its submission."""

    key: Annotated[str, "What a waiver names."]
    code: Annotated[str, "The sort of obstacle."]
    message: Annotated[str, "What is wrong and how to fix it."]
    field: Annotated[str, "The field of the form where it can be fixed."]
    line: Annotated[Count, "In the text; 0 for none."]
    stops: Annotated[bool, "False for a warning."]
    waivable: bool
    waived: Annotated[str, "The reason of the waiver that lets it through; empty for none."]


def as_data(obstacle: Obstacle) -> ObstacleShape:
    """The obstacle as JSON-ready data."""
    return {
        "key": obstacle.key,
        "code": obstacle.code,
        "message": words(obstacle),
        "field": obstacle.field,
        "line": obstacle.line,
        "stops": obstacle.stops,
        "waivable": obstacle.waivable,
        "waived": obstacle.waived,
    }
