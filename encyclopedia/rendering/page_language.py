"""The language of a page: its entry's, where there is a catalogue of it, else the site's.

What rendering adds to an entry (headings, standings, dates, the shell) is in that language, whoever published it and
whoever asks: the same document gives the same bytes. A list of many entries is in the site's.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from django.conf import settings
from django.utils import translation
from django.utils.safestring import SafeString

from encyclopedia.core.language_tags import direction_of, is_well_formed, primary_of
from encyclopedia.rendering.trusted import trusted
from encyclopedia.screen_languages import best_of

P = ParamSpec("P")
R = TypeVar("R")


class Tongued(Protocol):
    """What is in a language: a tag of BCP 47."""

    @property
    def language(self) -> str: ...


Subject = TypeVar("Subject", bound=Tongued)


def in_its_language(
    function: Callable[Concatenate[Subject, P], R],
) -> Callable[Concatenate[Subject, P], R]:
    """Runs `function` with the page's language of its first argument active."""

    @wraps(function)
    def wrapped(subject: Subject, /, *args: P.args, **kwargs: P.kwargs) -> R:
        with speaking(subject.language):
            return function(subject, *args, **kwargs)

    return wrapped


def in_site_language(function: Callable[P, R]) -> Callable[P, R]:
    """Runs `function` with the site's language active: what is of no one entry does not depend on who asks."""

    @wraps(function)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        with translation.override(settings.LANGUAGE_CODE):
            return function(*args, **kwargs)

    return wrapped


def speaking(tag: str) -> translation.override:
    """A context in which the language of a page of this language is active."""
    return translation.override(page_language(tag))


def page_language(tag: str) -> str:
    """The catalogue for a page in this language, as `settings.LANGUAGES` names it; the site's where there is none."""
    codes = tuple(code for code, _name in settings.LANGUAGES)
    return _catalogue(tag, settings.LANGUAGE_CODE, codes)


@lru_cache(maxsize=1_024)
def _catalogue(tag: str, site: str, codes: tuple[str, ...]) -> str:
    """The site's own comes first among variants of one language: it is the first that is offered."""
    return (best_of(tag, codes) if is_well_formed(tag) else None) or site


def default_language() -> str:
    """The language of what does not say its own: the site's, without its region."""
    return primary_of(settings.LANGUAGE_CODE)


def other_language(tag: str) -> str:
    """A well-formed language tag when it names another language than the active one, else an empty string."""
    active = translation.get_language() or settings.LANGUAGE_CODE
    return "" if not is_well_formed(tag) or primary_of(tag) == primary_of(active) else tag


def own_attributes(tag: str) -> SafeString:
    """The attributes of an element in this language, wherever it is put: ` lang="ar" dir="rtl"`; none for no tag."""
    if not is_well_formed(tag):
        return trusted("")
    return trusted(f' lang="{tag}" dir="{direction_of(tag)}"')


def language_attributes(tag: str) -> SafeString:
    """The attributes of an element in this language among others in the active one: ` lang="ar" dir="rtl"`, or none."""
    other = other_language(tag)
    if not other:
        return trusted("")
    active = translation.get_language() or settings.LANGUAGE_CODE
    turned = direction_of(other) != direction_of(active)
    return trusted(f' lang="{other}" dir="{direction_of(other)}"' if turned else f' lang="{other}"')
