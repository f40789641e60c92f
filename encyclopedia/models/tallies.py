"""Counts over all published entries, kept as they change: no page counts the encyclopedia to show how large it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from encyclopedia.core.collation import sort_key
from encyclopedia.core.standing import CLASSES, Summary
from encyclopedia.models.bytewise import Bytewise
from encyclopedia.models.entries import Kind
from encyclopedia.models.subjects import Tag

# What is counted: the subjects of entries, and the names that they link to and no entry has.
SUBJECTS = "subjects"
WANTED = "wanted"


def of_kind(kind: str) -> str:
    """The entries of this kind, in portions: the keys are the first digits of their ids."""
    return f"kind:{kind}"


def of_letters(kind: str, language: str = "") -> str:
    """The entries of this kind, or those of them in this language, by their A–Z letter."""
    return f"in:{language}:{kind}" if language else f"letters:{kind}"


def of_languages(kind: str) -> str:
    """The entries of this kind by their language."""
    return f"languages:{kind}"


def of_subjects(language: str = "") -> str:
    """The subjects of all entries, or of those in this language."""
    return f"tagged:{language}" if language else SUBJECTS


def of_claims(standing: str) -> str:
    """The claims of one class of `core.standing.Summary`, in portions as in `of_kind`."""
    return f"claims:{standing}"


def key_of(tag: Tag) -> str:
    """The key of a subject: in the order of the alphabet, its slug at the end."""
    return f"{sort_key(tag.name, alphabet=settings.LANGUAGE_CODE)}\t{tag.slug}"


def slug_in(key: str) -> str:
    """The slug of the subject with this key."""
    return key.rpartition("\t")[2]


class TallyQuerySet(models.QuerySet["Tally"]):
    def whole(self) -> tuple[dict[str, int], Summary]:
        """How many entries of each kind there are, and how their claims stand; `last` is not known. One query."""
        standings = [*CLASSES, "doubted"]
        whats = [*map(of_kind, Kind.values), *map(of_claims, standings)]
        sums = dict.fromkeys(whats, 0)
        sums |= self.filter(what__in=whats).values_list("what").annotate(models.Sum("times"))
        claims: dict[str, Any] = {name: sums[of_claims(name)] for name in standings}
        return {kind: sums[of_kind(kind)] for kind in Kind.values}, Summary(**claims)

    def languages(self) -> dict[str, int]:
        """The languages of all entries, each with how many there are, in order of their tags."""
        rows = self.filter(what__in=[*map(of_languages, Kind.values)]).values_list("key", "times")
        counted: Counter[str] = Counter()
        for language, times in rows:
            counted[language] += times
        return dict(sorted(counted.items()))

    def times_of(self, tag: Tag, languages: Iterable[str]) -> dict[str, int]:
        """How many entries of each of these languages have this subject, and under "" how many of all; one query."""
        whats = {of_subjects(language): language for language in ("", *languages)}
        rows = self.filter(what__in=list(whats), key=key_of(tag)).values_list("what", "times")
        return {whats[what]: times for what, times in rows}

    def of(self, what: str) -> Self:
        return self.filter(what=what)

    def letters_and_languages(
        self, kinds: Collection[str], language: str = ""
    ) -> tuple[list[str], dict[str, int]]:
        """The letters with which entries of these kinds begin, in this language or in all; and as `languages`."""
        letters = [of_letters(kind, language) for kind in kinds]
        rows = self.filter(what__in=[*letters, *map(of_languages, kinds)])
        counted: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
        for what, key, times in rows.values_list("what", "key", "times"):
            counted[what in letters][key] += times
        return sorted(counted[True]), dict(sorted(counted[False].items()))

    def in_order(self, after: str = "") -> Self:
        """By key, in the order of its bytes, those after `after`."""
        following = self.alias(bytewise=Bytewise("key"))
        if after:
            following = following.filter(bytewise__gt=after)
        return following.order_by("bytewise")

    def most_first(self) -> Self:
        return self.order_by("-times", Bytewise("key"))

    def following(self, times: int, key: str, size: int) -> list[Tally]:
        """The first `size` after this place of `most_first`: two queries, as no index holds an "or"."""
        tied = self.alias(bytewise=Bytewise("key")).filter(times=times, bytewise__gt=key)
        rows = list(tied.order_by("bytewise")[:size])
        return rows + list(self.filter(times__lt=times).most_first()[: size - len(rows)])


class Tally(models.Model):
    """How many times `what` is counted with this key; `encyclopedia.projection.tallies` alone writes it."""

    what = models.CharField(max_length=40)
    key = models.CharField(max_length=420)
    times = models.IntegerField()

    objects: ClassVar = TallyQuerySet.as_manager()

    class Meta:
        verbose_name = _("tally")
        verbose_name_plural = _("tallies")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["what", "key"], name="tally_once")]
        indexes = [
            models.Index("what", Bytewise("key"), name="tally_in_order"),
            models.Index("what", F("times").desc(), Bytewise("key"), name="tally_most_first"),
        ]


class Counted(models.Model):
    """What one published entry is counted for at present: `times` by `what` and key.

    So an entry is counted again by what differs, at any time and any number of times.
    """

    entry_id = models.UUIDField(primary_key=True)
    tallies = models.JSONField()

    class Meta:
        verbose_name = _("counted entry")
        verbose_name_plural = _("counted entries")
        default_permissions = ()
