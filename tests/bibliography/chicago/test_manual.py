"""The wording against the answers of the manual (Chicago, 18th edition), written down before they were run.

`rule` is the number that the rule has in the 17th edition. `null` stands where the manual's answer
is not known for certain. Addresses are compared without their links.
"""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

from encyclopedia.bibliography.chicago.style import bibliography_line, full_note, short_note

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent / "data/manual.jsonl").read_text("utf-8").splitlines()
]


def test_every_record_is_worded_as_the_manual_has_it() -> None:
    wrong = []
    for row in ROWS:
        record, place = row["record"], row["locator"]
        answers = {
            "note": full_note(record, locator=place),
            "later": short_note(record, locator=place),
            "bibliography": bibliography_line(record) or "",
        }
        wrong += [
            (name, row[name], words)
            for name, answer in answers.items()
            if row[name] is not None
            and (words := html.unescape(re.sub(r"</?a\b[^>]*>", "", answer))) != row[name]
        ]
    assert wrong == []
