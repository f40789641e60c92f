"""What the promises say of citations, checks, confirmations, waivers and marks, in plain Python. No Stet in it.

Where the software may be more careful than promised (refuse, or let a check fall), the driver says so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from what_a_check_holds.typed_document import Cited, Context, Identity, TypedDocument

VOUCHING = {"supports", "partly"}
DISPUTED = {"does_not_support", "contradicts"}
FALLEN, CONTEXT_CHANGED = "fallen", "context_changed"


class Work(NamedTuple):
    """What a key means: which source, which edition of its record, and what identifies the work."""

    source: str
    edition: int
    identity: tuple[str, ...]


@dataclass(frozen=True)
class Shelved:
    """A published source with its mark, and when it got that ("sound" where it never did)."""

    work: Work
    mark: str = "sound"
    marked_at: int = 0


class Checked(NamedTuple):
    """`at` counts moves; `revision` is the newest one then."""

    identity: Identity
    context: Context
    on: Shelved | None
    verdict: str
    by: str
    revision: int
    at: int


class Confirmed(NamedTuple):
    identity: Identity
    context: Context
    check: Checked
    at: int


class Seen(NamedTuple):
    """What stood in the way of a citation, and what stood behind it: its context, its source, and the check."""

    what: str
    identity: Identity
    context: Context
    on: Shelved | None
    check: Checked | None


class Waived(NamedTuple):
    by: str
    revision: int
    seen: frozenset[Seen]


@dataclass
class Promised:
    """What has been promised so far of one entry; `history` holds its revisions from number 1, with their writers."""

    shelf: dict[str, Shelved]
    history: list[TypedDocument] = field(default_factory=list)
    writers: list[set[str]] = field(default_factory=list)
    checks: list[Checked] = field(default_factory=list)
    confirmed: list[Confirmed] = field(default_factory=list)
    waived: list[Waived] = field(default_factory=list)
    live: TypedDocument | None = None
    signed: TypedDocument | None = None
    published_revision: int = 0
    clock: int = 0

    @property
    def newest(self) -> TypedDocument:
        return self.history[-1]

    @property
    def revision(self) -> int:
        return len(self.history)

    def tick(self) -> int:
        self.clock += 1
        return self.clock

    def stood(self) -> dict[Identity, int]:
        """Citation → the newest revision up to which it stood checked; none whose newest verdict is not a good one."""
        newest = {check.identity: check for check in self.checks}
        stood = {
            identity: check.revision
            for identity, check in newest.items()
            if check.verdict in VOUCHING
        }
        # The same words typed once more while their check stands are vouched for by it.
        for number, document in enumerate(self.history, 1):
            for cited in document.cited:
                if cited.identity in stood:
                    stood[cited.identity] = max(stood[cited.identity], number)
        return stood

    def brought_in(self, identity: Identity, context: Context) -> set[str]:
        """Who is not to check this citation where it stands: those who brought in every such place of it."""
        documents = [self.newest, *([self.live] if self.live else [])]
        persons = [
            cited.brought_in
            for document in documents
            for cited in document.standing_since(self.stood()).cited
            if (cited.identity, cited.context) == (identity, context)
        ]
        return set(frozenset.intersection(*persons)) if persons else set()

    def standing(self, cited: Cited, among: Collection[Cited] | None = None) -> str:
        """The verdict that readers are told, "context_changed", or "fallen" where nothing that stands was checked.

        `among` are the citations of its document, without it those of the newest revision. Where checks of the same
        words differ and nobody can tell which was of this place, none stands.
        """
        check, is_here = self.check_of(cited)
        if check is None or self.is_of_another_work(check, cited.key):
            return FALLEN
        present = {
            other.context
            for other in (self.newest.cited if among is None else among)
            if other.identity == cited.identity
        }
        held = self.held(cited)
        gone = [other for context, (_at, other) in held.items() if context not in present]
        faults = [other for other in gone if other.verdict not in VOUCHING]
        if is_here:
            outdone = check.verdict in VOUCHING and any(other.at > check.at for other in faults)
        else:
            differ = {other.verdict in VOUCHING for _at, other in held.values()}
            outdone = len(differ) > 1 or (check.verdict not in VOUCHING and not gone)
        # A fault is told on when the source is marked.
        if outdone or (check.verdict not in DISPUTED and self.is_of_another_mark(check, cited.key)):
            return FALLEN
        return CONTEXT_CHANGED if not is_here and check.verdict in VOUCHING else check.verdict

    def held(self, cited: Cited) -> dict[Context, tuple[int, Checked]]:
        """The newest check of the same words in each context where it was made or confirmed, with the time of that."""
        made = [(one.at, one.context, one) for one in self.checks if one.identity == cited.identity]
        made += [
            (one.at, one.context, one.check)
            for one in self.confirmed
            if one.identity == cited.identity
        ]
        return {context: (at, check) for at, context, check in sorted(made, key=lambda one: one[0])}

    def check_of(self, cited: Cited) -> tuple[Checked | None, bool]:
        """The check on which it stands, and whether that was made or confirmed where it stands."""
        made = [check for check in self.checks if check.identity == cited.identity]
        here = [(check.at, check) for check in made if check.context == cited.context]
        here += [
            (confirmed.at, confirmed.check)
            for confirmed in self.confirmed
            if (confirmed.identity, confirmed.context) == (cited.identity, cited.context)
        ]
        if here:
            return max(here, key=lambda one: one[0])[1], True
        return (made[-1] if made else None), False

    def is_of_another_work(self, check: Checked, key: str) -> bool:
        """Whether the key means another work by now."""
        now = self.shelf.get(key)
        if check.on is None or now is None:
            return check.on != now
        return check.on.work != now.work

    def is_of_another_mark(self, check: Checked, key: str) -> bool:
        """Whether the source was marked since, or is no longer marked so."""
        now = self.shelf.get(key)
        if check.on is None or now is None:
            return False
        return check.on.mark != now.mark or (now.mark != "sound" and check.at < now.marked_at)

    def check(self, cited: Cited, verdict: str, by: str) -> None:
        on = self.shelf.get(cited.key)
        self.checks.append(
            Checked(cited.identity, cited.context, on, verdict, by, self.revision, self.tick())
        )

    def confirm(self, cited: Cited) -> None:
        check = [check for check in self.checks if check.identity == cited.identity][-1]
        self.confirmed.append(Confirmed(cited.identity, cited.context, check, self.tick()))

    def changed_around(self, cited: Cited) -> set[str]:
        """Who changed what stands around the citation since its newest check, and so does not confirm it."""
        check = [check for check in self.checks if check.identity == cited.identity][-1]
        return {typed.by for typed in cited.around if typed.revision > check.revision}

    def writers_since(self, revision: int) -> set[str]:
        return set().union(*self.writers[revision:])

    def save(self, document: TypedDocument, *writers: str) -> None:
        self.history.append(document)
        self.writers.append(set(writers))

    def in_the_way(self) -> list[str]:
        """What keeps the newest revision from approval and publication, waivers counted."""
        waived = {
            seen
            for waiver in self.waived
            if waiver.by not in self.writers_since(waiver.revision)
            for seen in waiver.seen
        }
        obstacles, inaccessible = [], 0
        for cited in self.newest.cited:
            for what in self.obstacles(cited):
                if self.seen(what, cited) in waived:
                    continue
                if what == "could_not_access" and not cited.quotation:
                    inaccessible += 1
                else:
                    obstacles.append(f"{what}: {cited}")
        return obstacles + ["could_not_access"] * (inaccessible > 2)

    def seen(self, what: str, cited: Cited) -> Seen:
        """What a waiver of this obstacle names. A doubt is of the source, whatever was found in it."""
        on = self.shelf.get(cited.key)
        if on and on.mark == "sound":
            on = replace(on, marked_at=0)
        check = None if what.startswith("doubted:") else self.check_of(cited)[0]
        return Seen(what, cited.identity, cited.context, on, check)

    def obstacles(self, cited: Cited) -> Iterable[str]:
        standing = self.standing(cited)
        if standing not in VOUCHING | {CONTEXT_CHANGED}:
            yield standing
        now = self.shelf.get(cited.key)
        if now is None:
            yield "unknown source"
        elif now.mark != "sound":
            yield f"doubted:{now.mark}"

    def mark(self, key: str, mark: str) -> None:
        if (now := self.shelf[key]).mark != mark:
            self.shelf[key] = replace(now, mark=mark, marked_at=self.tick())
