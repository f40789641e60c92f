"""What stands at the top of each sheet of paper: the encyclopedia, the entry's title, and its edition."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from encyclopedia.serving.page_frame import PLACES, Shell

SHELL = Shell(
    tuple(b"|" for _ in (*PLACES, "")), "", datetime(2026, 1, 1, tzinfo=UTC), b"Stet", b"Edition %s"
)


@pytest.mark.parametrize(
    ("head", "top", "running"),
    [
        ("<title>Leon Trotsky – Stet</title>", "x/@3/</span>", "Stet · Leon Trotsky · Edition 3"),
        ("<title>A &amp; &quot;B&quot; – Stet</title>", "", "Stet · A &amp; &quot;B&quot;"),
        (
            "<title>T – Stet</title>",
            "About /@1/ and so on /person/t/@12/<",
            "Stet · T · Edition 12",
        ),
        ("", "", "Stet"),
    ],
)
def test_a_page_is_named_by_what_it_says_of_itself(head: str, top: str, running: str) -> None:
    page = SHELL.compose({"head": head.encode(), "top": top.encode()}).decode()
    assert page.split("|")[1] == running
