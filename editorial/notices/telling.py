"""Whom an event concerns, and whose turn it is after it: their notices, made in its transaction.

`moves.py` and `acts.py` say which act tells whom. Nobody is told who may not see manuscripts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone

from editorial import permissions
from editorial.acts import Act
from editorial.done_words import act_name
from editorial.models import Event, Manuscript, Notice, NoticeKind, Revision, Verdict
from editorial.models.restrictions import is_guest, restriction_of
from editorial.models.turns import TURNS, Step
from editorial.moves import ACTS
from editorial.workflow import NEEDED, sees
from encyclopedia.core.chunks import in_chunks

if TYPE_CHECKING:
    from editorial.models.notices import NoticeQuerySet

ENDED = "publish"
# The verdicts of which whoever wrote it is told.
REFUTING = frozenset({Verdict.DOES_NOT_SUPPORT, Verdict.CONTRADICTS})
# Why a reminder was sent that nobody pressed for: whoever it is in the name of has to be told too.
BY_RULE = frozenset({"before", "overdue", "unassigned"})
# What somebody is told of a topic that they are asked for, before anything is written.
_OF_COMMISSIONS = tuple(name for name in ACTS if name.endswith("_commission"))
_BACKEND = "django.contrib.auth.backends.ModelBackend"
# What somebody is told: of which kind it is, and which step is theirs now, if any.
_Telling = tuple[NoticeKind, str]

# While many moves are made together: the acts that still make notices. Otherwise None.
_told: ContextVar[frozenset[str] | None] = ContextVar("told", default=None)


@contextmanager
def in_bulk(told: Iterable[str] = (ENDED,)) -> Iterator[None]:
    """While hundreds of entries make several moves, only publications make notices, and nothing goes into letters.

    `told` are the acts that make notices, where even one of each entry would be too many.
    """
    token = _told.set(frozenset(told))
    try:
        yield
    finally:
        _told.reset(token)


def told_act(event: Event) -> Act:
    """The act of which people are told. Histories do not tell a verdict that goes against a citation, notices do."""
    if event.action == "check" and event.data.get("verdict") in REFUTING:
        return ACTS["refute"]
    return ACTS[act_name(event.action, event.data)]


def notify(event: Event) -> None:
    """Make the notices of an event now, in its transaction."""
    act = told_act(event)
    told = _told.get()
    if not act.notice or (told is not None and act.name not in told):
        return
    if event.manuscript is None and not act.to_named:
        return
    tellings: dict[int | None, _Telling] = dict.fromkeys(_concerned(event, act), (act.about, ""))
    if act.next_step and event.manuscript is not None:
        theirs = who_makes(act.next_step, event.manuscript)
        tellings |= dict.fromkeys(theirs, (NoticeKind.WORK, str(act.next_step)))
    if not (act.to_approvers or event.private.get("why") in BY_RULE):
        tellings.pop(event.by_id, None)
    _make(event, tellings, mail=act.mail and told is None)


def notify_of_many(event: Event, manuscripts: Collection[UUID]) -> None:
    """Make one notice of an event that tells of many manuscripts, for everybody who acted on any of them."""
    act = told_act(event)
    concerned = {person for chunk in in_chunks(list(manuscripts)) for person in _acted_on(chunk)}
    tellings = dict.fromkeys(concerned - {event.by_id}, (act.about, ""))
    _make(event, tellings, mail=act.mail)


def tell_next(manuscript: Manuscript, step: str) -> None:
    """Tell whoever makes this step of a submission that it is theirs, unless they were told so last.

    Not who acted last: they know. Call it in the transaction that changes the step.
    """
    told = Notice.objects.filter(
        event__manuscript=manuscript, event__at__gte=manuscript.since
    ).exclude(step="")
    if told.order_by("-pk").values_list("step", flat=True).first() == step:
        return
    event = Event.objects.filter(manuscript=manuscript).order_by("-seq").first()
    if event is None:
        return
    theirs = who_makes(Step(step), manuscript) - {event.by_id}
    _make(event, dict.fromkeys(theirs, (NoticeKind.WORK, step)), mail=True)


def who_makes(step: Step, manuscript: Manuscript) -> set[int]:
    """The person who was named for the step; else everybody of the role for it who did not write a part.

    Where all moderators wrote a part, each of them: nobody wrote every citation. Where nobody is responsible, the
    author.
    """
    column = next((column for column, steps in TURNS.items() if step in steps), "")
    if not column:
        return set()
    named = getattr(manuscript, column)
    if named is not None and named.is_active:
        return {named.pk}
    if column == "responsible":
        return {manuscript.author_id}
    able = _able(NEEDED[column])
    able = {person.pk for person in _seeing(_people(able), manuscript)}
    if step == Step.PUBLISH:
        return able
    this = Manuscript.objects.filter(pk=manuscript.pk)
    others = {person for person in able if not this.written_by(person).exists()}
    return others or (able if column == "checker" else set())


def seen_by(user: User) -> NoticeQuerySet:
    """The notices that this person may see now: what was made for a role they lost, or is done, is not among them."""
    theirs: NoticeQuerySet = Notice.objects.filter(user=user)
    if not (user.is_active and user.has_perm(permissions.VIEW_MANUSCRIPT)):
        return theirs.none()
    columns = [column for column, needed in NEEDED.items() if user.has_perm(needed)]
    theirs = theirs.of_open_work(user, columns)
    if restriction_of(user) is None:
        return theirs
    seen = Q(event__manuscript__in=Manuscript.objects.seen_by(user))
    asked = Q(event__manuscript__isnull=True, event__action__in=_OF_COMMISSIONS)
    return theirs.filter(seen if is_guest(user) else seen | asked)


def _concerned(event: Event, act: Act) -> set[int | None]:
    manuscript = event.manuscript
    if manuscript is None or act.to_named:
        return set(event.private["to"])
    if act.to_writers:
        return _writers(manuscript) - _told_of_a_refutation(manuscript)
    if act.name == "assign":
        # Whoever is named by it, and whoever has the next step, for which there may be another day.
        named = {event.private.get(column) for column in TURNS}
        return named | {getattr(manuscript.has_it, "pk", None)}
    concerned = {manuscript.author_id, manuscript.responsible_id, *_acted_on([manuscript.pk])}
    return concerned | _able(permissions.APPROVE_MANUSCRIPT) if act.to_approvers else concerned


def _writers(manuscript: Manuscript) -> set[int | None]:
    """Whoever is responsible, and everybody who saved since the last publication; before that, the author."""
    saved = Revision.objects.unpublished().filter(manuscript=manuscript).order_by()
    writers = set(saved.values_list("author", flat=True).distinct())
    return {manuscript.responsible_id, *(writers or {manuscript.author_id})}


def _told_of_a_refutation(manuscript: Manuscript) -> set[int]:
    told = Notice.objects.filter(
        event__manuscript=manuscript,
        event__at__gte=manuscript.since,
        event__action="check",
        event__data__verdict__in=sorted(REFUTING),
        step="",
    )
    return set(told.values_list("user", flat=True))


def _acted_on(manuscripts: Collection[UUID]) -> set[int | None]:
    events = Event.objects.filter(manuscript__in=manuscripts).order_by()
    return set(events.values_list("by", flat=True).distinct())


def _people(ids: Collection[int]) -> Iterable[User]:
    return User.objects.filter(pk__in=ids).select_related("restriction").order_by("pk")


def _seeing(
    people: Iterable[User], manuscript: Manuscript | None, *, is_named: bool = False
) -> list[User]:
    """Those for whom the manuscript exists. What is about none learns who has a restriction only where named by it."""
    if manuscript is not None:
        return [person for person in people if sees(person, manuscript)]
    return [
        person
        for person in people
        if restriction_of(person) is None or (is_named and not is_guest(person))
    ]


def _able(permission: str) -> set[int]:
    """Everybody with an account that is open who has the permission."""
    people = User.objects.with_perm(permission, backend=_BACKEND)
    return set(people.values_list("pk", flat=True))


def _make(event: Event, tellings: Mapping[int | None, _Telling], *, mail: bool) -> None:
    people = User.objects.with_perm(permissions.VIEW_MANUSCRIPT, backend=_BACKEND)
    told = [person for person in tellings if person is not None]
    if not told:
        return
    able = people.filter(pk__in=told).select_related("restriction").order_by("pk")
    act = told_act(event)
    told = [person.pk for person in _seeing(able, event.manuscript, is_named=act.to_named)]
    now = timezone.now()
    notices = [
        Notice(
            user_id=person,
            event=event,
            kind=tellings[person][0],
            step=tellings[person][1],
            made_at=now,
            mail_after=now if mail or tellings[person][1] else None,
        )
        for person in told
    ]
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
