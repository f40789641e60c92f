"""What events show after the name of the person who acted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.translation import gettext, ngettext

from editorial.models.turns import Step
from editorial.moves import ACTS
from encyclopedia.wording.filled_in import day


def act_name(action: str, data: Mapping[str, Any]) -> str:
    """The name of the act that an event of this action and data tells of."""
    return "ask_page" if action == "check" and data.get("asks") else action


def done_words(action: str, data: Mapping[str, Any] | None = None) -> str:
    """What an event shows after the name of the person who acted."""
    if action == "confirm" and (uses := (data or {}).get("uses")):
        return ngettext(
            "confirmed %(number)s check in a changed context",
            "confirmed %(number)s checks in a changed context",
            len(uses),
        ) % {"number": len(uses)}
    if action == "remind" and data:
        return _reminder_words(data)
    if action == "record_doi" and data:
        return _doi_words(data)
    act = ACTS.get(act_name(action, data or {}))
    return str(act.done) if act else action


def _reminder_words(data: Mapping[str, Any]) -> str:
    """The next step, and why somebody is reminded of it."""
    step = dict(Step.choices).get(data.get("step", ""), "")
    due_on = parse_date(data.get("due_on") or "")
    values = {"step": step, "day": day(due_on)}
    if data.get("name"):
        values["name"] = data["name"]
        return gettext("reminds: %(name)s, who has no account, promised it for %(day)s") % values
    if data.get("why") == "unassigned":
        return gettext("says that nobody has it yet. Next: %(step)s") % values
    if due_on is None:
        return gettext("reminds of the next step: %(step)s") % values
    if data.get("why") == "overdue":
        return gettext("reminds of the next step: %(step)s. It was due on %(day)s") % values
    return gettext("reminds of the next step: %(step)s. It is due on %(day)s") % values


def _doi_words(data: Mapping[str, Any]) -> str:
    values = {"number": data["edition"], "doi": data["doi"]}
    if data["doi"]:
        return gettext("recorded that edition %(number)s has the DOI %(doi)s") % values
    return gettext("took away the DOI of edition %(number)s") % values
