"""What the people of `soak.py` were told was done, and whether it is."""

from __future__ import annotations

import itertools
import threading
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field

COPIES_AGE = 90  # seconds: a copy is checked each minute, and the check takes its time


@dataclass
class Shown:
    """What readers are to see of an entry from a publication (or, with mark "", a withdrawal) on; `done` when told."""

    mark: str
    began: float
    done: float = 0.0


@dataclass
class Diary:
    """Notes of all people. `acknowledged` and `unsure` count moves by manuscript and name."""

    saves: dict[str, str] = field(default_factory=dict)
    comments: list[str] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)
    editions: list[tuple[str, str]] = field(default_factory=list)
    acknowledged: Counter[tuple[str, str]] = field(default_factory=Counter)
    unsure: Counter[tuple[str, str]] = field(default_factory=Counter)
    shown: dict[str, list[Shown]] = field(default_factory=lambda: defaultdict(list))
    tally: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def mark(self) -> str:
        """Words that stand nowhere else."""
        return f"zq{next(self.numbers)}x"

    def count(self, name: str) -> None:
        with self.lock:
            self.tally[name] += 1

    def fault(self, words: str) -> None:
        with self.lock:
            self.wrong.append(f"{time.strftime('%H:%M:%S')} {words}")

    def note(self, manuscript: str, move: str, *, sure: bool) -> None:
        with self.lock:
            (self.acknowledged if sure else self.unsure)[manuscript, move] += 1

    def judge_page(
        self, slug: str, status: int, text: str, read: tuple[float, float], copy: bool
    ) -> None:
        """Whether a reader was shown what was there when they asked, or came while they waited."""
        states = list(self.shown[slug])
        began, ended = read
        known = began - COPIES_AGE if copy else began
        settled = [
            place for place, state in enumerate(states) if state.done and state.done <= known
        ]
        possible = [s for s in states[settled[-1] if settled else 0 :] if s.began <= ended]
        fits = any(
            status == 410 if not state.mark else status == 200 and state.mark in text
            for state in possible
        )
        if not fits and not (status == 404 and not settled):
            told = ", ".join(state.mark or "withdrawn" for state in possible)
            self.fault(f"/article/{slug}/ answered {status} without {told}")


def hold_against_database(diary: Diary) -> None:
    """Every acknowledged save is a revision, every move an event, every comment and report is there, and no other."""
    from editorial.models import Comment, ErrorReport, Event, Publication, Revision

    for mark, manuscript in diary.saves.items():
        rows = Revision.objects.filter(manuscript=manuscript, summary=mark)
        texts = [row.read().text for row in rows]
        if len(texts) != 1 or mark not in texts[0]:
            diary.fault(f"the acknowledged save {mark} of {manuscript} has {len(texts)} revisions")
    kept = Counter(
        (str(pk), name) for pk, name in Event.objects.values_list("manuscript", "action")
    )
    for key in set(diary.acknowledged) | set(diary.unsure):
        sure, most = diary.acknowledged[key], diary.acknowledged[key] + diary.unsure[key]
        if not sure <= kept[key] <= most:
            diary.fault(f"{key}: {sure} to {most} were done, the log has {kept[key]}")
    for mark in diary.comments:
        if Comment.objects.filter(words__contains=f"{mark} ").count() != 1:
            diary.fault(f"the acknowledged comment {mark} is not there once")
    for mark in diary.reports:
        if ErrorReport.objects.filter(words__contains=f"{mark} ").count() != 1:
            diary.fault(f"the acknowledged report {mark} is not there once")
    for manuscript, mark in diary.editions:
        published = Publication.objects.filter(manuscript=manuscript).select_related("revision")
        if not any(mark in publication.revision.read().text for publication in published):
            diary.fault(f"the acknowledged publication of {mark} of {manuscript} is not there")
