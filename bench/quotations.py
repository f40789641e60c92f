"""How long it takes to look quotations up in the evidence, on an invented book of 1,000 set pages.

python -m bench.quotations
"""

from __future__ import annotations

import random
import resource
import time
from collections.abc import Callable

from editorial.evidence.passages import Passages
from editorial.evidence.quotations import EvidenceText
from tests.evidence.printing import plain_pages, printed


def main() -> None:
    print(
        f"{'pages':>6} {'words':>8} {'read s':>7} {'true ms':>8} {'near ms':>8} {'missing ms':>11} {'passages ms':>12}"
    )
    for count in (250, 500, 1000):
        chance = random.Random(1)
        plain = plain_pages(chance, count, words=400)
        pages = printed(chance, plain)
        start = time.perf_counter()
        library = EvidenceText(pages)
        read = time.perf_counter() - start
        true, near, missing, nearest = [], [], [], []
        ranked = Passages(pages)
        for _ in range(20):
            page = chance.randrange(count)
            words = plain[page].split(" ")
            at = chance.randrange(len(words) - 30)
            quotation = words[at : at + 25]
            true.append(timed(library.locate, " ".join(quotation), f"p. {page + 1}"))
            nearest.append(timed(ranked.nearest, " ".join(quotation)))
            quotation[12] = "zeppelin"
            near.append(timed(library.locate, " ".join(quotation)))
            missing.append(timed(library.locate, "nothing was ever said of zeppelins"))
        row = [1000 * sum(seconds) / len(seconds) for seconds in (true, near, missing, nearest)]
        print(
            f"{count:>6} {sum(len(page.split()) for page in plain):>8} {read:>7.2f}"
            f" {row[0]:>8.1f} {row[1]:>8.1f} {row[2]:>11.1f} {row[3]:>12.1f}"
        )
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


def timed(lookup: Callable[..., object], *arguments: str) -> float:
    """Seconds that one lookup takes."""
    start = time.perf_counter()
    lookup(*arguments)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
