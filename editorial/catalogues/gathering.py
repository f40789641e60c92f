"""What catalogues answered, put beside what was typed: nothing typed is replaced, every field says whose it is.

Pure: no Django.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal
from urllib.parse import unquote

from editorial.catalogues.agreement import MIN_SCORE, agreement
from editorial.catalogues.works import Question, Work
from editorial.fetching.fetch import Failure
from editorial.importers.references.typed_source import TypedSource
from encyclopedia.bibliography import work_label
from encyclopedia.core.documents import JSON
from encyclopedia.core.messages import Message

# Where two catalogues differ in one of these, a person has to look.
_TELLING: Final = ("title", "author", "issued", "publisher", "container-title", "volume", "edition")
_DOI_IN_ADDRESS: Final = re.compile(r"/(10\.\d{4,9}/[^\s?#]+)")
_VIEW: Final = re.compile(
    r"(?:/(?:full|fulltext|abstract|pdf|epdf|html|epub|meta)|\.pdf)?/?\Z", re.I
)
MAX_OFFERED: Final = 5
MAX_SHOWN: Final = 120

_WHY_NOT: Final[dict[str, str]] = {
    "nothing": "catalogue_nothing",
    "resting": "catalogue_resting",
    "address": "catalogue_address",
    "slow": "catalogue_slow",
    "unreachable": "catalogue_unreachable",
    "inside": "catalogue_inside",
    "large": "catalogue_large",
    "redirects": "catalogue_redirects",
    "garbled": "catalogue_garbled",
}

Outcome = Failure | Literal["answered", "nothing", "resting", "address"]


@dataclass(frozen=True, slots=True)
class Answered:
    """What one catalogue had to say: its works, or why it has none."""

    name: str
    outcome: Outcome
    works: tuple[Work, ...] = ()
    several: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Offered:
    """A work that a person may choose, by its `place` among all that were answered; `why` it is doubtful."""

    place: str
    name: str
    label: str
    title: str
    why: Message | None


@dataclass(frozen=True, slots=True)
class Gathered:
    """`typed` with what was added to it; `origins` names the catalogue of a field, `doubts` what to look at in it."""

    typed: TypedSource
    origins: Mapping[str, str] = field(default_factory=dict)
    doubts: Mapping[str, tuple[Message, ...]] = field(default_factory=dict)
    offered: tuple[Offered, ...] = ()
    told: tuple[Message, ...] = ()

    @property
    def is_filled(self) -> bool:
        return bool(self.origins)


def question_of(typed: TypedSource) -> Question | None:
    """What catalogues are asked: the number that was typed, one that stands in the words, or the words."""
    record = typed.record
    if typed.problems:
        return None
    if typed.form in ("doi", "words") and record.get("DOI"):
        return Question("doi", str(record["DOI"]))
    if typed.form in ("isbn", "words") and record.get("ISBN"):
        return Question("isbn", str(record["ISBN"]))
    if typed.form == "arxiv":
        return Question("arxiv", str(record["arXiv"]))
    if typed.form == "pmid":
        return Question("pmid", str(record["PMID"]))
    if typed.form == "url":
        address = str(record["URL"])
        # Publishers' addresses hold the DOI, with what is shown of the work behind it.
        match = _DOI_IN_ADDRESS.search(unquote(address))
        doi = _VIEW.sub("", match[1]).lower() if match else ""
        return Question("doi", doi) if doi else Question("url", address)
    return Question("words", typed.words) if typed.words else None


@dataclass(frozen=True, slots=True)
class _Row:
    place: str
    name: str
    work: Work
    why: Message | None = None


def gather(
    typed: TypedSource, question: Question, answers: Sequence[Answered], chosen: str = ""
) -> Gathered:
    """What was typed, filled from the works that agree with the question, or from the one that a person chose."""
    told = tuple(_told(answers, question))
    agreeing: list[_Row] = []
    offered: list[_Row] = []
    for number, answer in enumerate(answers):
        best = max((work.score for work in answer.works), default=0.0)
        is_taken = False
        for place, work in enumerate(answer.works):
            how, why = agreement(work, question)
            row = _Row(f"{number}-{place}", answer.name, work, why)
            if row.place == chosen:
                # Somebody looked at it: what was doubtful of the whole stays said at its title.
                return replace(_filled(typed, [row]), told=told)
            if how == "unlike" or work.score < best * MIN_SCORE:
                continue
            # Of each catalogue the first is taken; a second is another edition, or another record of it.
            if how in ("same", "unsaid") and not is_taken:
                is_taken = True
                agreeing.append(row)
            else:
                offered.append(row)
    if question.named == "words":
        # Words alone may name several editions: those of another year than the first are not mixed with it.
        apart = [
            row for row in agreeing if _year(row.work.record) != _year(agreeing[0].work.record)
        ]
        agreeing = [row for row in agreeing if row not in apart]
        offered += [replace(row, why=Message("catalogue_other_edition")) for row in apart]
    filled = _filled(typed, agreeing) if agreeing else Gathered(typed)
    shown = tuple(map(_offer, offered[:MAX_OFFERED]))
    return replace(filled, offered=shown, told=told)


def _offer(row: _Row) -> Offered:
    title = str(row.work.record["title"])[:MAX_SHOWN]
    return Offered(row.place, row.name, work_label(row.work.record)[:MAX_SHOWN], title, row.why)


def _year(record: JSON) -> Any:
    return ((record.get("issued") or {}).get("date-parts") or [[None]])[0][0]


def _filled(typed: TypedSource, agreeing: Sequence[_Row]) -> Gathered:
    """What was typed for certain stays; what was guessed of it gives way; of two catalogues the first has the word."""
    certain = {
        name: value
        for name, value in typed.record.items()
        if name not in typed.guessed and not (typed.form == "words" and name == "title")
    }
    record: JSON = dict(certain)
    origins: dict[str, str] = {}
    doubts: dict[str, list[Message]] = {}
    for row in agreeing:
        name, work = row.name, row.work
        if row.why is not None:
            said = Message("catalogue_says", name=name, why=row.why)
            doubts.setdefault("title", []).append(said)
        for member, value in work.record.items():
            if member not in record:
                record[member] = value
                origins[member] = name
                if member in work.doubts:
                    doubts.setdefault(member, []).append(work.doubts[member])
            elif member in _TELLING and _shown(value) != _shown(record[member]):
                other = Message("catalogue_other_value", name=name, value=_shown(value))
                doubts.setdefault(member, []).append(other)
    guesses = {
        name: value
        for name, value in typed.record.items()
        # Of the words themselves only what every record has is worth a guess beside a catalogue's record.
        if name not in record and name in ("author", "issued", "title")
    }
    record |= guesses
    return Gathered(
        replace(typed, record=record, guessed=typed.guessed & guesses.keys()),
        origins,
        {name: tuple(messages) for name, messages in doubts.items()},
    )


def _shown(value: Any) -> str:
    """A field's value in one line, as far as two of them are compared."""
    if isinstance(value, dict):
        return str(_year({"issued": value}) or value.get("literal", ""))[:MAX_SHOWN]
    if isinstance(value, list):
        families = (name.get("family") or name.get("literal", "") for name in value)
        return ", ".join(map(str, families))[:MAX_SHOWN]
    return str(value)[:MAX_SHOWN]


def _told(answers: Sequence[Answered], question: Question) -> list[Message]:
    """What was not found, and why, by catalogue; in one sentence where nobody can be reached."""
    if answers and all(answer.outcome == "unreachable" for answer in answers):
        return [Message("catalogues_unreachable")]
    told = [
        Message(_WHY_NOT[answer.outcome], name=answer.name)
        for answer in answers
        if answer.outcome in _WHY_NOT
    ]
    for answer in answers:
        if answer.several:
            titles = "; ".join(title[:MAX_SHOWN] for title in answer.several)
            told.append(Message("catalogue_several", name=answer.name, titles=titles))
        elif answer.outcome == "answered" and _all_unlike(answer, question):
            told.append(Message("catalogue_unlike", name=answer.name))
    return told


def _all_unlike(answer: Answered, question: Question) -> bool:
    return all(agreement(work, question)[0] == "unlike" for work in answer.works)
