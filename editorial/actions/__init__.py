"""The actions of the office, one file for each family. All take keywords only, with `by`; each is one transaction."""

from editorial.actions.agreements import record_agreement, withdraw_agreement
from editorial.actions.answer_request import answer_request
from editorial.actions.api_token import make_token, revoke_token
from editorial.actions.ask import Ask, ask
from editorial.actions.assign import assign, take
from editorial.actions.check import check
from editorial.actions.comment_states import (
    accept_suggestion,
    refuse_suggestion,
    reopen,
    resolve,
)
from editorial.actions.comments import reply, start_thread, suggest, withdraw_comment
from editorial.actions.commission_joining import join_commission, part_commission
from editorial.actions.commission_letters import invite_commission, write_commission
from editorial.actions.commissions import (
    TopicTaken,
    agree_commission,
    change_commission,
    decline_commission,
    drop_commission,
    make_commission,
    release_commission,
    reserve_commission,
)
from editorial.actions.confirm import confirm
from editorial.actions.discard import bring_back, discard
from editorial.actions.draft import AddressTaken, TooLong, refuse_too_long, rename, revert, save
from editorial.actions.error_reports import (
    assign_report,
    correct_report,
    decline_report,
    forget_reader,
    uphold_report,
)
from editorial.actions.join_translation import join_translation
from editorial.actions.mark import mark
from editorial.actions.merge import merge, tell_apart
from editorial.actions.picture_library import (
    PictureWords,
    bring_back_picture,
    describe_picture,
    renew_uses,
    set_aside_picture,
)
from editorial.actions.publish import publish, schedule, unschedule, withdraw
from editorial.actions.publish_set import publish_set
from editorial.actions.record_doi import record_doi
from editorial.actions.remind import remind
from editorial.actions.remind_commissions import remind_commission
from editorial.actions.review import approve, recall, return_, submit
from editorial.actions.transaction import GateClosed, Outcome
from editorial.actions.waive import waive

__all__ = [
    "AddressTaken",
    "Ask",
    "GateClosed",
    "Outcome",
    "PictureWords",
    "TooLong",
    "TopicTaken",
    "accept_suggestion",
    "agree_commission",
    "answer_request",
    "approve",
    "ask",
    "assign",
    "assign_report",
    "bring_back",
    "bring_back_picture",
    "change_commission",
    "check",
    "confirm",
    "correct_report",
    "decline_commission",
    "decline_report",
    "describe_picture",
    "discard",
    "drop_commission",
    "forget_reader",
    "invite_commission",
    "join_commission",
    "join_translation",
    "make_commission",
    "make_token",
    "mark",
    "merge",
    "part_commission",
    "publish",
    "publish_set",
    "recall",
    "record_agreement",
    "record_doi",
    "refuse_suggestion",
    "refuse_too_long",
    "release_commission",
    "remind",
    "remind_commission",
    "rename",
    "renew_uses",
    "reopen",
    "reply",
    "reserve_commission",
    "resolve",
    "return_",
    "revert",
    "revoke_token",
    "save",
    "schedule",
    "set_aside_picture",
    "start_thread",
    "submit",
    "suggest",
    "take",
    "tell_apart",
    "unschedule",
    "uphold_report",
    "waive",
    "withdraw",
    "withdraw_agreement",
    "withdraw_comment",
    "write_commission",
]
