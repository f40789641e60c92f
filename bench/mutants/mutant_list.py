"""The list of mutants, and how it is drawn: one place of each of `COUNT` lines of what decides and keeps."""

from __future__ import annotations

import json
import random
from pathlib import Path

from mutant_places import Key, in_condition, module

ROOT = Path(__file__).resolve().parent.parent.parent
LIST = ROOT / "bench/mutants/drawn.jsonl"
SEED = 19380903
COUNT = 200
ROOMS = (
    "editorial/gate/*.py",
    "editorial/workflow.py",
    "editorial/actions/*.py",
    "editorial/wording/*.py",
    "encyclopedia/core/*.py",
    "encyclopedia/markup/claims.py",
    "encyclopedia/markup/sentences.py",
    "encyclopedia/serving/*.py",
)
TRIGGERS = "editorial/models/triggers.py"
# Characters of a trigger's condition that are drawn as one line.
LINE = 100


def drawn() -> list[Key]:
    """One place of each of `COUNT` lines."""
    from editorial.models.triggers import TRIGGERS as rules

    lines: dict[tuple[str, str, int], list[Key]] = {}
    for pattern in ROOMS:
        for path in sorted(ROOT.glob(pattern)):
            file = str(path.relative_to(ROOT))
            for place in module(path, file)[1]:
                lines.setdefault((file, "", place.line), []).append(place.key)
    for rule in rules:
        for part in range(1 + len(rule.condition) // LINE):
            keys = list(in_condition(TRIGGERS, rule.name, rule.condition))
            lines[TRIGGERS, rule.name, part] = keys
    draw = random.Random(SEED)
    chosen: list[Key] = []
    for line in draw.sample(sorted(lines), COUNT):
        chosen.append(draw.choice([key for key in lines[line] if key not in chosen]))
    return chosen


def listed() -> list[dict[str, object]]:
    return [json.loads(line) for line in LIST.read_text(encoding="utf-8").splitlines()]


def write(rows: list[dict[str, object]]) -> None:
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    LIST.write_text("\n".join(lines) + "\n", encoding="utf-8")
