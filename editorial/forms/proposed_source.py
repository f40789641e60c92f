"""A source proposed from what was typed or pasted: field by field, where it comes from and what is doubtful."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from editorial.catalogues.configured import that_take
from editorial.catalogues.gathering import Gathered, Offered, question_of
from editorial.forms import csl
from editorial.forms.free_keys import free_key
from editorial.forms.likely_sources import LikelySource, likely_sources
from editorial.forms.source_form import CSL_FIELDS, SourceForm, initial_of_record
from editorial.wording import words
from encyclopedia.bibliography import validate
from encyclopedia.core.documents import JSON

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Asked for even where nothing is known of them.
_ALWAYS = ("csl_type", "title", "csl_author", "csl_issued")
_ORIGINS = {
    "bibtex": gettext_lazy("From the BibTeX."),
    "ris": gettext_lazy("From the RIS record."),
    "csljson": gettext_lazy("From the CSL-JSON."),
    "words": gettext_lazy("Stands in the words."),
}
# What a work named by a number or in words may be, where its type is a guess.
KINDS = (
    *("book", "chapter", "article-journal", "article-newspaper", "article-magazine", "article"),
    *("report", "thesis", "pamphlet", "manuscript", "document", "webpage"),
)


class ProposalForm(SourceForm):
    """The record's fields in the dialog; the rest of the source's form is for later."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, auto_id="cite-%s", **options)


@dataclass(frozen=True)
class ProposedField:
    """`origin` says where the value comes from, `doubt` what to look at, "" for nothing."""

    bound: forms.BoundField
    origin: str
    doubt: str


@dataclass(frozen=True)
class OfferedWork:
    """A work that a catalogue has and that may be another one: `place` chooses it, `why` says what is doubtful."""

    place: str
    words: str
    why: str


@dataclass(frozen=True)
class Proposal:
    """`catalogues` names those that can be asked; `is_asked` when they were, and `told` says what they had not."""

    form: ProposalForm
    fields: list[ProposedField]
    key: str
    likely: list[LikelySource]
    remarks: list[str]
    is_asked: bool
    can_be_asked: bool
    catalogues: list[str]
    offered: list[OfferedWork]
    told: list[str]


def propose(
    gathered: Gathered, by: User, reserved: Iterable[str] = (), *, is_asked: bool = False
) -> Proposal:
    """Propose a source for what was typed, and for what catalogues said of it; nothing is saved."""
    typed = gathered.typed
    record = typed.record
    question = question_of(typed)
    title = str(record.get("title") or "")
    form = ProposalForm(initial={**initial_of_record(record), "title": title[:300]})
    return Proposal(
        form,
        list(_fields(form, gathered)),
        free_key(record, reserved),
        likely_sources(record, by, kinds=KINDS if "type" in typed.guessed else ()),
        list(_remarks(gathered)),
        is_asked,
        question is not None,
        [catalogue.name for catalogue in that_take(question.named)] if question else [],
        [_offered(work) for work in gathered.offered],
        [words(message) for message in gathered.told],
    )


def _offered(work: Offered) -> OfferedWork:
    named = " · ".join(filter(None, (work.name, work.label, work.title)))
    return OfferedWork(work.place, named, words(work.why) if work.why else "")


def _fields(form: ProposalForm, gathered: Gathered) -> Iterator[ProposedField]:
    names = {"csl_type": "type", "title": "title"}
    names |= {csl.field_name(name): name for name in (*csl.NAMES, *csl.DATES, *csl.TEXTS)}
    problems = {
        problem.field: words(problem.message) for problem in validate(gathered.typed.record)
    }
    for field in (*_ALWAYS, *(name for name in CSL_FIELDS if name not in _ALWAYS)):
        bound, name = form[field], names[field]
        if not bound.value() and field not in _ALWAYS:
            continue
        yield ProposedField(bound, _origin(gathered, name), _doubt(gathered, name, problems))


def _origin(gathered: Gathered, name: str) -> str:
    typed = gathered.typed
    if not typed.record.get(name):
        return _("Not given.")
    if name in gathered.origins:
        return _("From %(name)s.") % {"name": gathered.origins[name]}
    if name in typed.guessed:
        return ""
    return str(_ORIGINS.get(typed.form) or _("As you typed it."))


def _doubt(gathered: Gathered, name: str, problems: Mapping[str, str]) -> str:
    typed = gathered.typed
    if name == "title" and not typed.record.get("title"):
        return _("Write the title of the work.")
    if name in problems:
        return problems[name]
    if name in gathered.doubts:
        return " ".join(words(doubt) for doubt in gathered.doubts[name])
    if name in typed.guessed and typed.record.get(name):
        if name == "type":
            return _("Assumed. Choose what it is.")
        return _("Guessed from the order of the words. Compare it with the work.")
    return ""


def _remarks(gathered: Gathered) -> Iterator[str]:
    typed = gathered.typed
    yield from (words(problem) for problem in typed.problems)
    if typed.count > 1:
        yield ngettext(
            "Only the first of %(count)s reference is used.",
            "Only the first of %(count)s references is used.",
            typed.count,
        ) % {"count": typed.count}


def accepted(
    posted: Mapping[str, Any], reserved: Iterable[str] = ()
) -> tuple[JSON | None, dict[str, list[str]]]:
    """The record of a proposal as a person left it, with its key as `id`; or what is wrong, by the field's id."""
    data = {name: str(value) for name, value in posted.items()}
    form = ProposalForm({**data, "id": str(uuid.uuid4()), "based_on": "0", "slug": ""})
    if not form.is_valid():
        errors = {
            f"cite-{name}": [str(error) for error in errors] for name, errors in form.errors.items()
        }
        return None, errors
    if not str(form.cleaned_data["title"]).strip():
        # A draft may be without one; what is made in order to be cited has to be found again.
        return None, {"cite-title": [_("Write the title of the work.")]}
    record = {name: value for name, value in form.record().items() if name != "id"}
    return {**record, "id": free_key(record, reserved)}, {}
