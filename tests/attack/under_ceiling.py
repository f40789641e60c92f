"""Reads bombs and long texts one after another, under a ceiling of memory and of processor time; JSON lines tell.

Arguments: `bombs` or `long`, megabytes, seconds, and the numbers of what to read.
"""

from __future__ import annotations

import json
import re
import resource
import sys
from pathlib import Path

import django

django.setup()

from attack.bombs import BOMBS  # noqa: E402
from attack.parsers import READERS, tried  # noqa: E402

from encyclopedia.core.messages import MessageError  # noqa: E402

# In characters: what tries everything twice would take minutes.
LONG = 200_000


def main() -> None:
    what, megabytes, seconds, *numbers = sys.argv[1:]
    for number in map(int, numbers):
        if what == "bombs":
            name, (make, reader) = list(BOMBS.items())[number]
            data: object = make()
        else:
            name, unit, close = tried()[number]
            data = unit * (LONG // len(unit + close)) + close * (LONG // len(unit + close))
            reader = READERS[name]
            name = f"{name}: {unit!r} {close!r}"
        print(json.dumps({"begun": name}), flush=True)
        print(json.dumps(measured(reader, data, int(megabytes), int(seconds))), flush=True)


def measured(reader: object, data: object, megabytes: int, seconds: int) -> dict[str, object]:
    began = spent()
    resource.setrlimit(resource.RLIMIT_CPU, (int(began) + seconds + 1, resource.RLIM_INFINITY))
    has = int(re.search(r"VmData:\s+(\d+)", Path("/proc/self/status").read_text())[1]) << 10  # type: ignore[index]
    resource.setrlimit(resource.RLIMIT_DATA, (has + (megabytes << 20), resource.RLIM_INFINITY))
    try:
        reader(data)  # type: ignore[operator]
        end = "read"
    except MessageError as error:
        end = f"refused: {error}"
    except Exception as error:
        # The office's own refusals, which are no message codes; anything else is a fault.
        named = [kind.__name__ for kind in type(error).__mro__]
        end = f"refused: {error}" if {"Refused", "BundleError"} & {*named} else f"FAULT {error!r}"
    return {"end": end[:300], "seconds": round(spent() - began, 2)}


def spent() -> float:
    """The processor's time, of processes that were started and have ended too."""
    own, others = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


if __name__ == "__main__":
    main()
