"""Where an address stands among the files, and how one file leads to another."""

from __future__ import annotations

import string
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.static_edition.places import link, place, to_root


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", "index.html"),
        ("/article/trotskyism/", "article/trotskyism/index.html"),
        ("/article/trotskyism/@2/", "article/trotskyism/@2/index.html"),
        ("/article/trotskyism/index.json", "article/trotskyism/index.json"),
        ("/person/%D0%9B%D0%B5%D0%BD%D0%B8%D0%BD/", "person/Ленин/index.html"),
        ("/browse/person/?letter=A", "browse/person/letter-A/index.html"),
    ],
)
def test_an_address_has_a_file_that_a_host_serves_there(address: str, file: str) -> None:
    assert place(address) == file


@pytest.mark.parametrize("name", ["con", "NUL", "a:b", "x" * 200, "a\\b", "dots.", "..", "%2F"])
def test_no_name_troubles_a_file_system(name: str) -> None:
    folder = place(f"/tag/{name}/").split("/")[1]
    assert len(folder) <= 80
    assert not set(folder) & set('<>:"/\\|?*%')
    assert folder.lower() not in ("con", "nul")
    assert not folder.endswith(".")


names = st.text(string.ascii_letters + ".-@~ éЛ日?&=", min_size=1, max_size=90)


@given(names, names)
def test_two_names_never_share_a_file(one: str, other: str) -> None:
    if one != other:
        first, second = (place(f"/tag/{name.replace('?', '%3F')}/") for name in (one, other))
        assert first != second


@given(st.lists(st.sampled_from(["a", "b", "Ленин", "@2", "x y"]), min_size=1, max_size=4))
def test_a_link_leads_from_file_to_file(folders: list[str]) -> None:
    here, there = "/".join([*folders, "index.html"]), "a/b/index.html"
    led = unquote(link(here, there)).split("/")
    walked = here.split("/")[:-1]
    for step in led:
        if step == "..":
            walked.pop()
        else:
            walked.append(step)
    assert "/".join(walked) == there
    assert to_root(here) == "../" * len(folders)
