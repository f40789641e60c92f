"""What people say of the templates of wikis that this program does not know: the site remembers it for every import."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.actions.import_sources import require_import
from editorial.importers.mediawiki.citing.cite_templates import TYPES
from editorial.importers.mediawiki.infoboxes.infobox import fields_of
from editorial.importers.mediawiki.templates.mappings import (
    MAX_FIELDS,
    MAX_NAME,
    MAX_PARAMETER,
    PARAMETERS_OF_WORKS,
    WHAT,
    TemplateMapping,
    mapping_of,
)
from editorial.models import Import, ImportKind
from editorial.models.imports import TEMPLATES
from editorial.workflow import NotAllowed, Refused
from encyclopedia.core.documents import Kind

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MAX_MAPPED = 2_000
# The kinds of work that a citation template may be for; "" is found out from the fields of each citation.
WORK_TYPES = ("", *dict.fromkeys(TYPES.values()))
# What a page of a wiki may become.
ENTRY_KINDS: tuple[Kind, ...] = ("article", "person", "organisation")


def map_template(
    *,
    job: uuid.UUID,
    name: str,
    what: str,
    by: User,
    kind: str = "",
    fields: Mapping[str, str] | None = None,
    seen: str = "",
) -> Import:
    """Say what a template means, for this import and for all later ones of the site; "" takes back what was said.

    `what` is one of `WHAT`, `kind` the type of work or the kind of entry, `fields` lead from its parameters to fields
    of works or of infoboxes. `seen` is when that was said which the person saw before (`Remembered.at`): Refused if
    somebody has said something else since, or for a template that was not met, or fields that do not exist.
    """
    require_import(by)
    said = _said(what, kind, dict(fields or {}))
    with transaction.atomic():
        # One after another: what is said at the same time in two imports is seen by the second.
        list(Import.objects.with_mappings().select_for_update().order_by("pk").values_list("pk"))
        row = Import.objects.select_for_update().get(pk=job)
        if row.kind != ImportKind.MEDIAWIKI:
            raise NotAllowed(_("Only exports of a wiki have templates."))
        remembered = remembered_templates()
        if name not in row.unknown_templates and name not in remembered:
            raise Refused(_("This import has met no template of this name. Open the page again."))
        if str(remembered.get(name, {}).get("at", "")) != seen:
            raise Refused(
                _("Somebody else has said something of “%(name)s” since. Look at it, then decide.")
                % {"name": name[:MAX_NAME]}
            )
        templates = dict(row.decisions.get(TEMPLATES, {}))
        if name not in templates and len(templates) >= MAX_MAPPED:
            raise Refused(_("At most %(most)s are allowed.") % {"most": MAX_MAPPED})
        templates[name] = {**said, "at": timezone.now().isoformat(), "by": by.get_username()}
        row.decisions = {**row.decisions, TEMPLATES: templates}
        row.save(update_fields=["decisions"])
    return row


def remembered_templates() -> dict[str, dict[str, Any]]:
    """What was said last of each template, in whichever import, by name: also that it was taken back."""
    remembered: dict[str, dict[str, Any]] = {}
    for decisions in Import.objects.with_mappings().values_list("decisions", flat=True):
        for name, said in decisions[TEMPLATES].items():
            if name not in remembered or said["at"] > remembered[name]["at"]:
                remembered[name] = said
    return remembered


def mappings_of(remembered: Mapping[str, Mapping[str, Any]]) -> dict[str, TemplateMapping]:
    """The mappings that are in force."""
    pairs = ((name, mapping_of(said)) for name, said in remembered.items())
    return {name: mapping for name, mapping in pairs if mapping}


def names_said_since(remembered: Mapping[str, Mapping[str, Any]], when: datetime) -> set[str]:
    """The templates of which something was said after that time."""
    return {name for name, said in remembered.items() if datetime.fromisoformat(said["at"]) > when}


def _said(what: str, kind: str, fields: dict[str, str]) -> dict[str, Any]:
    if what not in {"", *WHAT}:
        raise Refused(_("Choose what the template means."))
    if what not in {"cite", "infobox"}:
        return {"as": what}
    if kind not in (WORK_TYPES if what == "cite" else ENTRY_KINDS):
        raise Refused(_("Choose what it is about."))
    allowed = PARAMETERS_OF_WORKS if what == "cite" else fields_of(kind)
    chosen = {name.strip().lower(): into for name, into in fields.items() if into}
    if len(chosen) > MAX_FIELDS or any(
        not 0 < len(name) <= MAX_PARAMETER or into not in allowed for name, into in chosen.items()
    ):
        raise Refused(_("Choose the fields from the lists."))
    if what == "cite" and not chosen:
        raise Refused(_("Say at least which parameter holds the title."))
    return {"as": what, "kind": kind, "fields": chosen}
