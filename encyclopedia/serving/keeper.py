"""Keeps the copies of readers' pages right: a thread of each serving process writes what was made, and looks again.

So no reader waits for the disk. A page that was changed or withdrawn is taken out within a minute, on every host.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque

from django.db import Error, connections

from encyclopedia.core.chunks import in_chunks
from encyclopedia.models import Generation
from encyclopedia.models.page_states import page_states
from encyclopedia.serving import counting
from encyclopedia.serving.copies import Copies, Copy
from encyclopedia.serving.kept_lists import today

# In seconds.
LOOK_EVERY = 60
WRITE_EVERY = 1
# Of copies that wait to be written.
MAX_WAITING = 500

PAGE = "page "
LIST = "list "

logger = logging.getLogger(__name__)


def list_state(generation: int, day: object) -> str:
    return f"{generation} {day}"


class Keeper:
    """`begin` in the process that serves: the server may copy the one that made this."""

    def __init__(self, copies: Copies) -> None:
        self.copies = copies
        self.waiting: deque[Copy] = deque(maxlen=MAX_WAITING)
        self.begun = False
        self._lock = threading.Lock()

    def begin(self) -> None:
        with self._lock:
            if not self.begun:
                self.begun = True
                threading.Thread(target=self._run, name="keeper", daemon=True).start()

    def offer(self, address: str, state: str, body: bytes) -> None:
        self.waiting.append(Copy(address, state, body))

    def write(self) -> None:
        """Write what was offered since."""
        offered: dict[str, Copy] = {}
        while self.waiting:
            copy = self.waiting.popleft()
            offered[copy.address] = copy
        self.copies.keep(offered.values())

    def look(self) -> None:
        """Take out what is no longer what readers see. Raises django.db.Error where the database is away."""
        now = time.time()
        kept = self.copies.states()
        lists = list_state(Generation.now(), today())
        paths = [address.removeprefix(PAGE) for address in kept if address.startswith(PAGE)]
        right = dict.fromkeys(kept, lists)
        for some in in_chunks(paths):
            present = page_states(some)
            right |= {PAGE + path: str(present.get(path)) for path in some}
        changed = [address for address, state in kept.items() if state != right[address]]
        self.copies.drop(changed, now)

    def _run(self) -> None:
        while True:
            time.sleep(WRITE_EVERY)
            try:
                self.write()
                counting.flush(self.copies)
                if time.time() - self.copies.looked_at() >= LOOK_EVERY:
                    self.look()
            except Error:  # away: the next time
                logger.info("keeper", exc_info=True)
            except Exception:  # readers are served without copies
                logger.exception("keeper")
            finally:
                connections.close_all()
