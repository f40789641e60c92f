"""What is recorded: what a move and any other act say of themselves, and the acts besides the moves of a manuscript."""

from __future__ import annotations

from dataclasses import dataclass
from keyword import iskeyword
from typing import TYPE_CHECKING, Literal

from django.utils.translation import gettext_lazy as _

from editorial.models import NoticeKind, Status
from editorial.models.turns import Step
from encyclopedia.models import Kind

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, kw_only=True)
class Act:
    """What can be done and is recorded under its name. `done` describes it, after the entry's title and the name of the
    person who did it.

    `notice`: the author of the manuscript, whoever is responsible for it and everyone who acted on it get a notice,
    except the person who acts now. `mail`: it stands in their letters too, as they chose for what it is `about`.
    `next_step`: whoever makes this step is told that it is theirs; what is submitted waits for what the gate says
    (`projection/steps.py`). `to_writers`: only whoever is responsible and whoever wrote it are told, once a round.
    `to_approvers`: all approvers are told too, and the person in whose name it is. `to_named`: only those are told whom
    its event names, as `to` in its private half; it may be of no manuscript.
    """

    name: str
    done: _StrPromise
    notice: bool = False
    mail: bool = False
    about: NoticeKind = NoticeKind.OUTCOME
    next_step: Step | None = None
    to_writers: bool = False
    to_approvers: bool = False
    to_named: bool = False


@dataclass(frozen=True, kw_only=True)
class Move(Act):
    """What a person can do with one manuscript: with which permission, from which states, to which.

    `to_state` is None where the state stays as it is. `form` is the class in `forms/move_forms.py` whose fields the
    action takes, or "" where the move has a page of its own. `gated`: it must pass the gate. `bulk`: lists offer it
    for many manuscripts at once. `offered` is its place on the manuscript's page: open, folded, or elsewhere. `live`
    requires a published entry, `first` one that never was, `kinds` an entry of one of them; `of_merged` allows it for
    one that was merged into another.
    """

    label: _StrPromise
    permission: str
    from_states: frozenset[Status]
    to_state: Status | None
    form: str = "MoveForm"
    gated: bool = False
    bulk: bool = False
    offered: Literal["open", "folded", "elsewhere"] = "open"
    live: bool = False
    first: bool = False
    kinds: frozenset[Kind] = frozenset(Kind)
    of_merged: bool = False

    @property
    def action(self) -> str:
        """The function in `editorial.actions` that makes it; `return` is a keyword of Python."""
        return f"{self.name}_" if iskeyword(self.name) else self.name


OTHER_ACTS = (
    Act(name="check", done=_("checked a citation")),
    # A check that asks is recorded as `check`: its event's data says that it asks.
    Act(
        name="ask_page",
        done=_("asked the author for the page or a scan of a source"),
        notice=True,
        mail=True,
        about=NoticeKind.WORK,
    ),
    # So is a check that goes against the citation.
    Act(
        name="refute",
        done=_("found that a source does not bear out what it is cited for"),
        notice=True,
        mail=True,
        to_writers=True,
    ),
    Act(
        name="answer_request",
        done=_("answered what was asked for a check"),
        notice=True,
        mail=True,
        about=NoticeKind.WORK,
    ),
    Act(name="confirm", done=_("confirmed checks in a changed context")),
    Act(name="import", done=_("imported it")),
    # One notice of all that it published, instead of one of each.
    Act(
        name="publish_import",
        done=_("published the drafts of an import"),
        notice=True,
        mail=True,
    ),
    Act(name="upgrade", done=_("carried checks over to a new version")),
    Act(name="attach", done=_("attached evidence")),
    Act(name="set_aside", done=_("set evidence aside")),
    Act(
        name="merge",
        done=_("merged two entries into one"),
        notice=True,
        about=NoticeKind.SOURCES,
    ),
    Act(name="tell_apart", done=_("marked two entries as different")),
    Act(
        name="waiver_ends",
        done=_("gave a waiver that ends within a week"),
        notice=True,
        mail=True,
        about=NoticeKind.SOURCES,
        to_approvers=True,
    ),
    Act(
        name="waiver_ended",
        done=_("gave a waiver that has ended"),
        notice=True,
        mail=True,
        about=NoticeKind.SOURCES,
        to_approvers=True,
    ),
    # Of reports by readers.
    Act(
        name="assign_report",
        done=_("gave out a reader’s report of an error"),
        notice=True,
        mail=True,
        about=NoticeKind.WORK,
        to_named=True,
    ),
    Act(
        name="uphold_report",
        done=_("upheld a reader’s report of an error: it is to be corrected"),
        notice=True,
        mail=True,
        about=NoticeKind.WORK,
        to_named=True,
    ),
    Act(name="decline_report", done=_("declined a reader’s report of an error")),
    Act(name="correct_report", done=_("closed a reader’s report: it is corrected")),
    Act(name="forget_reader", done=_("erased what a reader had written in a report")),
    # Of commissions.
    Act(name="make_commission", done=_("noted that it is wanted")),
    Act(name="change_commission", done=_("changed the commission")),
    Act(
        name="reserve_commission",
        done=_("reserved the topic"),
        notice=True,
        mail=True,
        about=NoticeKind.WORK,
        to_named=True,
    ),
    # Whoever is invited or written to gets the words themselves by e-mail.
    Act(
        name="invite_commission",
        done=_("sent an invitation to write it"),
        notice=True,
        about=NoticeKind.WORK,
        to_named=True,
    ),
    Act(
        name="write_commission",
        done=_("wrote about what was promised"),
        notice=True,
        about=NoticeKind.WORK,
        to_named=True,
    ),
    Act(
        name="agree_commission",
        done=_("noted that it will be written"),
        notice=True,
        mail=True,
        to_named=True,
    ),
    Act(
        name="decline_commission",
        done=_("noted that it will not be written: the topic is free again"),
        notice=True,
        mail=True,
        to_named=True,
    ),
    Act(
        name="release_commission",
        done=_("set the topic free"),
        notice=True,
        mail=True,
        to_named=True,
    ),
    Act(
        name="drop_commission",
        done=_("noted that it is no longer wanted"),
        notice=True,
        mail=True,
        to_named=True,
    ),
    Act(
        name="join_commission",
        done=_("joined it to what was commissioned"),
        notice=True,
        mail=True,
        to_named=True,
    ),
    Act(name="record_agreement", done=_("recorded an agreement of the author")),
    Act(name="withdraw_agreement", done=_("noted that an agreement of the author holds no more")),
    Act(name="describe_picture", done=_("described a picture of the library")),
    Act(name="set_aside_picture", done=_("set a picture of the library aside")),
    Act(name="bring_back_picture", done=_("brought a picture back into the library")),
    Act(name="part_commission", done=_("parted it from a commission")),
    # Of comments on the words of a manuscript, or on one of its citations.
    Act(
        name="start_thread",
        done=_("commented on its words"),
        notice=True,
        mail=True,
        about=NoticeKind.TALK,
        to_named=True,
    ),
    Act(
        name="suggest",
        done=_("suggested a change of its words"),
        notice=True,
        mail=True,
        about=NoticeKind.TALK,
        to_named=True,
    ),
    Act(
        name="reply",
        done=_("answered a comment"),
        notice=True,
        mail=True,
        about=NoticeKind.TALK,
        to_named=True,
    ),
    Act(
        name="resolve",
        done=_("resolved a comment"),
        notice=True,
        about=NoticeKind.TALK,
        to_named=True,
    ),
    Act(
        name="reopen",
        done=_("opened a comment again"),
        notice=True,
        mail=True,
        about=NoticeKind.TALK,
        to_named=True,
    ),
    Act(
        name="accept_suggestion",
        done=_("accepted a suggested change"),
        notice=True,
        mail=True,
        about=NoticeKind.TALK,
        to_named=True,
    ),
    Act(
        name="refuse_suggestion",
        done=_("refused a suggested change"),
        notice=True,
        mail=True,
        about=NoticeKind.TALK,
        to_named=True,
    ),
    Act(name="withdraw_comment", done=_("took back a comment")),
    Act(name="make_token", done=_("made a token")),
    Act(name="revoke_token", done=_("revoked a token")),
    Act(name="erase_private", done=_("erased the private half of an event")),
    Act(name="ask_suppression", done=_("asked for words to be taken out of sight")),
    Act(name="refuse_suppression", done=_("refused to take words out of sight")),
    Act(name="suppress", done=_("took words out of sight, for the legal reason that is given")),
)
