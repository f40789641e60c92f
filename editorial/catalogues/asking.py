"""Asking the catalogues side by side, within a few seconds in all, and remembering what they said.

Never on the road of saving: only a person's own question leads here, at an address of its own.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Final

from django.core.cache import cache

from editorial.catalogues.configured import agent, that_take
from editorial.catalogues.gathering import Answered, Gathered, gather, question_of
from editorial.catalogues.works import Catalogue, NotRead, Question
from editorial.fetching.addresses import NotAsked, checked_addresses, place_of
from editorial.fetching.fetch import Asking, NotFetched, fetch
from editorial.importers.references.typed_source import TypedSource

if TYPE_CHECKING:
    from django.contrib.auth.models import User

logger = logging.getLogger(__name__)

# Seconds: for all together, and for which an answer, or that there is none, is remembered.
MAX_SECONDS: Final = 6.0
MAX_AGE: Final = 7 * 24 * 3600
MAX_AGE_OF_NOTHING: Final = 3600
# For how long a catalogue that asks for it is left alone, if it does not say.
REST: Final = 60
MAX_REST: Final = 3600
# Questions of a person that go outside, in so many seconds; what is remembered does not count.
MAX_QUESTIONS: Final = 30
QUESTIONS_IN: Final = 300
# Readers' pages are served by the same threads: of each process so many look things up at a time.
MIN_WAIT: Final = 5
MAX_AT_ONCE: Final = 2
MAX_THREADS: Final = 12
_TOO_MANY: Final = frozenset({429, 503})
_NOTHING: Final = frozenset({204, 404, 410, 501})

_pool = ThreadPoolExecutor(MAX_THREADS, thread_name_prefix="catalogues")
_turns = BoundedSemaphore(MAX_AT_ONCE)


class TooManyQuestions(Exception):
    """This person asked too much in the last minutes, or too many people ask now; `seconds` to wait."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(seconds)


def look_up(typed: TypedSource, by: User, chosen: str = "") -> Gathered:
    """What was typed, with what the catalogues say of it. Takes at most `MAX_SECONDS`. Raises TooManyQuestions."""
    question = question_of(typed)
    if question is None:
        return Gathered(typed)
    return gather(typed, question, ask(question, by), chosen)


def ask(question: Question, by: User) -> list[Answered]:
    """What each catalogue that takes it says, in their order. Raises TooManyQuestions."""
    listed = that_take(question.named)
    answers = {catalogue: _remembered(catalogue, question) for catalogue in listed}
    new = [catalogue for catalogue, answer in answers.items() if answer is None]
    if new:
        _count(by)
        if not _turns.acquire(timeout=1):
            raise TooManyQuestions(MIN_WAIT)
        try:
            answers |= _asked(new, question)
        finally:
            _turns.release()
    return [answer or Answered(catalogue.name, "nothing") for catalogue, answer in answers.items()]


def _asked(listed: Sequence[Catalogue], question: Question) -> dict[Catalogue, Answered | None]:
    answers = dict[Catalogue, Answered | None]()
    running: dict[Catalogue, Future[tuple[Answered, int]]] = {}
    for catalogue in listed:
        # A little less than all: what a catalogue says of its own slowness arrives.
        asking = catalogue.asking(question, seconds=MAX_SECONDS * 0.95, agent=agent())
        if asking is not None:
            running[catalogue] = _pool.submit(_answer, catalogue, question, asking)
    wait(running.values(), timeout=MAX_SECONDS)
    for catalogue, future in running.items():
        if not future.done():
            future.cancel()
            answers[catalogue] = Answered(catalogue.name, "slow")
            continue
        answer, rest = future.result()
        answers[catalogue] = answer
        _remember(catalogue, question, answer, rest)
    return answers


def _answer(catalogue: Catalogue, question: Question, asking: Asking) -> tuple[Answered, int]:
    """What it says, and for how many seconds it asks to be left alone. In a thread of its own: no database."""
    try:
        if question.named == "url":
            # The server that reads pages for us must not read those of our own network either.
            checked_addresses(place_of(question.value), anywhere=False)
        answer = fetch(asking)
        if answer.status in _TOO_MANY:
            return Answered(catalogue.name, "resting"), min(answer.retry_after or REST, MAX_REST)
        if answer.status in _NOTHING:
            return Answered(catalogue.name, "nothing"), 0
        if answer.status not in (200, 300):
            logger.info("%s answered %s", catalogue.slug, answer.status)
            return Answered(catalogue.name, "garbled"), 0
        reading = catalogue.reads(answer, question)
    except NotAsked:
        return Answered(catalogue.name, "address"), 0
    except NotFetched as error:
        logger.info("%s: %s", catalogue.slug, error)
        return Answered(catalogue.name, error.failure), 0
    except OSError:
        return Answered(catalogue.name, "unreachable"), 0
    except (NotRead, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        # Readers take anything; what they did not foresee is no reason to answer nothing at all.
        logger.warning("%s: unreadable answer: %r", catalogue.slug, error)
        return Answered(catalogue.name, "garbled"), 0
    outcome = Answered(catalogue.name, "answered", reading.works, reading.several)
    has_any = reading.works or reading.several
    return (outcome if has_any else Answered(catalogue.name, "nothing")), 0


def _key(catalogue: Catalogue, *about: str) -> str:
    parts = "\n".join((catalogue.slug, catalogue.name, *about))
    return f"catalogue:{hashlib.sha256(parts.encode('utf-8', 'surrogatepass')).hexdigest()}"


def _remembered(catalogue: Catalogue, question: Question) -> Answered | None:
    if cache.get(_key(catalogue)):
        return Answered(catalogue.name, "resting")
    answer: Answered | None = cache.get(_key(catalogue, question.named, question.value))
    return answer


def _remember(catalogue: Catalogue, question: Question, answer: Answered, rest: int) -> None:
    if rest:
        cache.set(_key(catalogue), 1, rest)
    elif answer.outcome in ("answered", "nothing"):
        age = MAX_AGE if answer.outcome == "answered" else MAX_AGE_OF_NOTHING
        cache.set(_key(catalogue, question.named, question.value), answer, age)


def _count(by: User) -> None:
    key = f"catalogue:asked:{by.pk}"
    cache.add(key, 0, QUESTIONS_IN)
    try:
        count = cache.incr(key)
    except ValueError:  # it ended between the two
        return
    if count > MAX_QUESTIONS:
        raise TooManyQuestions(QUESTIONS_IN)
