"""The texts of licences that are known by their names."""

from __future__ import annotations

import pytest

from encyclopedia.core.licences import licence_address

CC = "https://creativecommons.org"


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("CC BY 4.0", f"{CC}/licenses/by/4.0/"),
        ("CC BY-SA 4.0", f"{CC}/licenses/by-sa/4.0/"),
        ("cc-by-sa-3.0", f"{CC}/licenses/by-sa/3.0/"),
        ("CC BY-NC-ND 2.5", f"{CC}/licenses/by-nc-nd/2.5/"),
        ("CC BY-SA  3.0 DE", f"{CC}/licenses/by-sa/3.0/de/"),
        ("CC0", f"{CC}/publicdomain/zero/1.0/"),
        ("CC0 1.0", f"{CC}/publicdomain/zero/1.0/"),
        ("Public Domain Mark 1.0", f"{CC}/publicdomain/mark/1.0/"),
        ("public domain", ""),
        ("CC BY", ""),
        ("CC BY-SA 4.0 or later", ""),
        ("All rights reserved", ""),
        ("", ""),
    ],
)
def test_a_licence_is_known_by_its_whole_name(name: str, address: str) -> None:
    assert licence_address(name) == address
