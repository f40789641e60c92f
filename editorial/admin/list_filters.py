"""The manuscripts that the filters of a list find."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce

from editorial import permissions
from editorial.admin.list_query import ListQuery
from editorial.models import DraftCitation, DraftText, Manuscript, Status, Topic
from editorial.models.manuscripts import ManuscriptQuerySet
from editorial.models.turns import TURNS, Step
from encyclopedia.core.names import name_key

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Up to this many manuscripts of a tag are sorted; with more, a scan of the list soon fills a page.
RARE = 1000
_STAGE = Case(
    *(When(status=status, then=Value(place)) for place, status in enumerate(Status.values)),
    output_field=IntegerField(),
)


def listed(query: ListQuery, user: User) -> ManuscriptQuerySet:
    """All that it finds, for this person, in no order; with the columns that orders go by."""
    manuscripts: ManuscriptQuerySet = Manuscript.objects.seen_by(user).annotate(
        stage=_STAGE, due_by=Coalesce(F("due_on"), Value(date.max))
    )
    rows = manuscripts.unmerged() if query.is_about_work else manuscripts.unmerged_or_live()
    if query.kind:
        rows = rows.of_kind(query.kind)
    rows = rows.filter(status=query.state) if query.state else rows.kept()
    if query.author:
        rows = rows.filter(author=query.author)
    rows = _at_work(rows, query, user)
    if query.tag:
        rows = about(rows, query.tag)
    if query.language:
        rows = rows.filter(draft_text__language=query.language)
    if query.source:
        citing = DraftCitation.objects.filter(source_key=query.source)
        rows = rows.filter(pk__in=citing.values("manuscript"))
    return with_words(rows, query.words) if query.words else rows


def with_words(rows: ManuscriptQuerySet, words: str) -> ManuscriptQuerySet:
    """Those with the words in title or address, also in parts of a word, or in the newest revision's text."""
    return rows.filter(
        Q(name_key__contains=name_key(words))
        | Q(slug__contains=words.casefold().replace(" ", "-"))
        | Q(pk__in=DraftText.objects.with_words(words).values("manuscript"))
    )


def beginning_with(rows: ManuscriptQuerySet, words: str) -> ManuscriptQuerySet:
    """Those whose title, sorting title or address begins with the words; each has an index."""
    key, slug = name_key(words), words.casefold().replace(" ", "-")
    return rows.filter(_begins("name_key", key) | _begins("sort_key", key) | _begins("slug", slug))


def _begins(column: str, start: str) -> Q:
    if connection.vendor == "sqlite":
        # LIKE with ESCAPE uses no index in SQLite; a range does, and its order is that of the code points.
        return Q(**{f"{column}__gte": start, f"{column}__lt": start + "\U0010ffff"})
    return Q(**{f"{column}__startswith": start})


def about(rows: ManuscriptQuerySet, tag: str) -> ManuscriptQuerySet:
    """Those whose newest revision has the tag: by the index of tags if it is rare, row by row if it is common."""
    topics = Topic.objects.named(tag)
    tagged = list(
        topics.order_by("key", "manuscript").values_list("manuscript", flat=True)[: RARE + 1]
    )
    if len(tagged) <= RARE:
        return rows.filter(pk__in=tagged)
    return rows.filter(Exists(topics.filter(manuscript=OuterRef("pk"))))


def _at_work(rows: ManuscriptQuerySet, query: ListQuery, user: User) -> ManuscriptQuerySet:
    """Narrowed to what is to be done, and by whom."""
    if query.step:
        rows = rows.at_step(Step(query.step))
    if query.has in TURNS:
        rows = rows.at_step(*TURNS[query.has]).given_to_nobody(query.has)
    elif query.has:
        rows = rows.given_to(int(query.has))
    if query.named:
        rows = rows.filter(
            Q(responsible=query.named) | Q(checker=query.named) | Q(approver=query.named)
        )
    if query.work == "mine":
        return mine(rows, user, query.step)
    narrowed: dict[str, Callable[[], ManuscriptQuerySet]] = {
        "waiting": lambda: with_others(rows, user),
        "ready": rows.ready,
        "blocked": rows.blocked,
        "unassigned": rows.unassigned,
        "overdue": rows.overdue,
        "late": lambda: late_with_others(rows, user),
        "others": lambda: of_others(rows, user),
        "author": lambda: waiting_for_authors(rows, user),
        "behind": rows.behind,
        "own_behind": lambda: behind_of(rows, user),
    }
    return narrowed[query.work]() if query.work else rows


def with_others(rows: ManuscriptQuerySet, user: User) -> ManuscriptQuerySet:
    """What this person writes or is responsible for, while only others have the next step."""
    in_review = rows.in_writing_by(user).at_step(Step.CHECK, Step.APPROVE, Step.PUBLISH)
    return in_review.exclude(of_own_turn(user))


def late_with_others(rows: ManuscriptQuerySet, user: User) -> ManuscriptQuerySet:
    return rows.overdue().exclude(of_own_turn(user))


def of_others(rows: ManuscriptQuerySet, user: User) -> ManuscriptQuerySet:
    """What neither waits for this person nor is theirs in review, and is not overdue."""
    own = Q(pk__in=with_others(Manuscript.objects.all(), user).values("pk"))
    return rows.to_do().not_overdue().exclude(own | of_own_turn(user))


def waiting_for_authors(rows: ManuscriptQuerySet, user: User) -> ManuscriptQuerySet:
    """Of that, what somebody is responsible for who answers the checks, or submits the sources."""
    authors = of_others(rows, user).at_step(Step.ANSWER, Step.SOURCE)
    return authors.filter(responsible__is_active=True)


def behind_of(rows: ManuscriptQuerySet, user: User) -> ManuscriptQuerySet:
    """This person's translations that are behind while nobody writes their next edition yet."""
    return rows.behind().kept_up_by(user).at_step(Step.NOTHING)


def mine(rows: ManuscriptQuerySet, user: User, step: str = "") -> ManuscriptQuerySet:
    """What waits for this person at this step, or at any: given to them, or theirs by role and nobody else's."""
    if step:
        narrow = _steps_of(user).get(Step(step))
        return narrow(rows, user, Step(step)) if narrow else rows.none()
    return rows.filter(of_own_turn(user))


def of_own_turn(user: User) -> Q:
    """Of manuscripts whose next step, whichever it is, waits for this person."""
    condition = Q(pk=None)
    for own_step, narrow in _steps_of(user).items():
        own_rows = narrow(Manuscript.objects.all(), user, own_step)
        condition |= Q(pk__in=own_rows.values("pk"))
    return condition


def _steps_of(
    user: User,
) -> dict[Step, Callable[[ManuscriptQuerySet, User, Step], ManuscriptQuerySet]]:
    """The steps that this person may make, each with the manuscripts in which it is theirs."""
    return {
        own_step: narrow
        for own_step, narrow in (
            *((own_step, _to_write) for own_step in TURNS["responsible"]),
            (Step.CHECK, _to_check),
            (Step.APPROVE, _to_approve),
            (Step.PUBLISH, _to_publish),
        )
        if user.has_perm(_PERMISSIONS[narrow])
    }


def _to_write(rows: ManuscriptQuerySet, user: User, step: Step) -> ManuscriptQuerySet:
    return rows.in_writing_by(user).at_step(step)


def _to_check(rows: ManuscriptQuerySet, user: User, step: Step) -> ManuscriptQuerySet:
    return rows.at_step(step).not_given_to_others(user, "checker")


def _to_approve(rows: ManuscriptQuerySet, user: User, step: Step) -> ManuscriptQuerySet:
    return rows.at_step(step).not_given_to_others(user, "approver").not_written_by(user.pk)


def _to_publish(rows: ManuscriptQuerySet, user: User, step: Step) -> ManuscriptQuerySet:
    return rows.at_step(step).not_given_to_others(user, "approver")


_PERMISSIONS = {
    _to_write: permissions.SAVE_MANUSCRIPT,
    _to_check: permissions.CHECK_CITATION,
    _to_approve: permissions.APPROVE_MANUSCRIPT,
    _to_publish: permissions.PUBLISH_MANUSCRIPT,
}
