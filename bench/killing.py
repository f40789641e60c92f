"""Hosts that are killed under readers, for `hosts.py`."""

from __future__ import annotations

import http.client
import multiprocessing
import time
from dataclasses import dataclass
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Event

from standing import PAGE, Site

READERS = 4


@dataclass
class Reading:
    """A request of a reader: when it began and ended, and whether an application answered it."""

    method: str
    began: float
    ended: float
    answered: bool


def read_on(port: int, enough: Event, told: Queue[list[Reading]]) -> None:
    """Ask for a page again and again, every tenth time by POST, which the application answers with a refusal."""
    readings: list[Reading] = []
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    while not enough.is_set():
        method = "POST" if len(readings) % 10 == 9 else "GET"
        began = time.monotonic()
        try:
            connection.request(method, PAGE)
            answer = connection.getresponse()
            answer.read()
            answered = answer.status == 200 if method == "GET" else answer.status in (403, 405)
        except (OSError, http.client.HTTPException):
            answered = False
            connection.close()
        readings.append(Reading(method, began, time.monotonic(), answered))
    told.put(readings)


def kill(site: Site, seconds: float) -> bool:
    """Whether readers lost no more than what was in flight when each host died."""
    told: Queue[list[Reading]] = multiprocessing.Queue()
    enough = multiprocessing.Event()
    readers = [
        multiprocessing.Process(target=read_on, args=(site.front.port, enough, told))
        for _ in range(READERS)
    ]
    for reader in readers:
        reader.start()
    deaths = []
    for host in (site.a, site.b):
        time.sleep(seconds)
        died = time.monotonic()
        host.die()
        dead = time.monotonic()
        time.sleep(seconds)
        host.serve()
        deaths.append((host, died, dead, time.monotonic()))
    time.sleep(seconds)
    enough.set()
    readings = [reading for _ in readers for reading in told.get(timeout=60)]
    for reader in readers:
        reader.join()
    unlucky = 0
    for host, died, dead, back in deaths:
        alone = [reading for reading in readings if died <= reading.ended <= back]
        lost = [reading for reading in alone if not reading.answered]
        in_flight = [reading for reading in lost if reading.began <= dead]
        unlucky += len(in_flight)
        print(
            f"host {host.name} killed under {READERS} readers, and back after {back - died:.1f} s:"
            f" {len(alone)} answers meanwhile, lost {len(lost)} ({', '.join(r.method for r in lost) or 'none'}),"
            f" of which {len(in_flight)} in flight; the slowest answer"
            f" {1000 * max(reading.ended - reading.began for reading in alone):.0f} ms"
        )
    all_lost = sum(not reading.answered for reading in readings)
    print(f"of {len(readings)} requests in all, {all_lost} were lost")
    return all_lost == unlucky
