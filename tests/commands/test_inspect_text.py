"""`inspect_text`: JSON on standard output; exits with 0 without problems, 1 with, 2 when it cannot read."""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Ended:
    """What the command wrote, and the code with which the program ends."""

    stdout: str
    stderr: str
    returncode: int


def inspect(text: str | bytes, tmp_path: Path, *options: str) -> Ended:
    path = tmp_path / "text.md"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    out, code, error = io.StringIO(), 0, ""
    try:
        with contextlib.redirect_stdout(out):
            call_command("inspect_text", str(path), *options)
    except SystemExit as exit_:
        code = int(exit_.code or 0)
    except CommandError as refused:
        code, error = refused.returncode, str(refused)
    return Ended(out.getvalue(), error, code)


def test_the_language_says_where_sentences_end(tmp_path: Path) -> None:
    text = "Anna Lindner wurde am 14. Februar 1871 in Gent geboren. Alles war neu.[@a, p. 5]"
    for language, sentence in (("de", "Alles war neu."), ("xx", text.removesuffix("[@a, p. 5]"))):
        [citation] = json.loads(inspect(text, tmp_path, "--language", language).stdout)["citations"]
        assert citation["sentence"] == sentence


def test_a_clean_text_is_described_and_exits_with_zero(tmp_path: Path) -> None:
    text = (
        "[[Leon Trotsky|Trotsky]] was born in 1879 [@service-trotsky-2009, p. 12] and died in 1940 "
        '[@patenaude-2009, "the words"], far from home. Nobody says this. So it is [@? says who].'
    )
    process = inspect(text, tmp_path)
    data = json.loads(process.stdout)
    assert process.returncode == 0
    assert [(c["number"], c["key"], c["locator"], c["quotation"]) for c in data["citations"]] == [
        (1, "service-trotsky-2009", "p. 12", ""),
        (2, "patenaude-2009", "", "the words"),
    ]
    assert [c["claim"] for c in data["citations"]] == [
        "Trotsky was born in 1879",
        "and died in 1940",
    ]
    assert len({c["digest"] for c in data["citations"]}) == 2
    assert data["uncited"] == ["Nobody says this."]
    assert [(words["words"], words["line"]) for words in data["uncited_words"]] == [
        (", far from home", 1)
    ]
    assert data["links"][0]["target"] == "Leon Trotsky"
    assert data["needed"][0]["reason"] == "says who"
    assert data["problems"] == []


def test_problems_have_their_line_and_exit_with_one(tmp_path: Path) -> None:
    process = inspect("Fine.\n\nNot closed [@key, p. 1\n", tmp_path)
    assert process.returncode == 1
    assert [problem["line"] for problem in json.loads(process.stdout)["problems"]] == [3]


@pytest.mark.parametrize("data", [b"\xff\xfe\x00broken", b"caf\xe9"])
def test_what_is_not_utf8_is_refused_with_a_message(tmp_path: Path, data: bytes) -> None:
    process = inspect(data, tmp_path)
    assert process.returncode == 2
    assert "UTF-8" in process.stderr
    assert "Traceback" not in process.stderr


@pytest.mark.slow
def test_as_a_program_a_missing_file_is_named(tmp_path: Path) -> None:
    process = subprocess.run(
        [sys.executable, "manage.py", "inspect_text", str(tmp_path / "none.md")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == 2
    assert "none.md" in process.stderr
