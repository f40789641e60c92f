"""What the settings ask of one entry's citations."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from factories import article, biography

from editorial.gate.demands import Policy
from editorial.gate.policy import blind_checks, policy_for
from encyclopedia.core.documents import PageDocument


def test_without_a_setting_the_defaults_hold(settings: LazySettings) -> None:
    settings.GATE_POLICY = {}
    assert policy_for(article(tags=("living people",))) == Policy("all", 2, 50, False)


def test_the_kind_goes_before_the_default(settings: LazySettings) -> None:
    settings.GATE_POLICY = {
        "default": {"checks": "none", "cited_share": 10},
        "kind": {"person": {"checks": "quotations"}},
    }
    assert policy_for(biography()) == Policy("quotations", 2, 10, False)
    assert policy_for(article()) == Policy("none", 2, 10, False)


STRICT = {
    "checks": "all",
    "could_not_access": 0,
    "cited_share": 90,
    "cited_share_stops": True,
    "checker_may_approve": False,
    "author_agreement": True,
    "blind_second_check": "both",
}
LENIENT = {
    "checks": "none",
    "could_not_access": 9,
    "cited_share": 1,
    "cited_share_stops": False,
    "checker_may_approve": True,
    "author_agreement": False,
    "blind_second_check": "none",
}


@pytest.mark.parametrize("name", STRICT)
@pytest.mark.parametrize("tags", [("strict", "lenient"), ("lenient", "strict"), ("strict",)])
def test_of_several_tags_the_strictest_wins(
    settings: LazySettings, name: str, tags: tuple[str, ...]
) -> None:
    settings.GATE_POLICY = {
        "default": LENIENT,
        "tag": {"strict": {name: STRICT[name]}, "lenient": {name: LENIENT[name]}},
    }
    expected = replace(Policy(**LENIENT), **{name: STRICT[name]})  # type: ignore[arg-type]
    assert policy_for(article(tags=tags)) == expected


def test_a_page_about_the_site_needs_no_footnotes_unless_it_is_asked_for(
    settings: LazySettings,
) -> None:
    imprint = PageDocument(id=article().id, slug="imprint", title="Imprint")
    settings.GATE_POLICY = {"default": STRICT}
    assert policy_for(imprint) == replace(Policy(**STRICT), cited_share=0)  # type: ignore[arg-type]
    settings.GATE_POLICY = {"default": STRICT, "kind": {"page": {"cited_share": 70}}}
    assert policy_for(imprint).cited_share == 70


def test_no_tag_makes_a_policy_less_strict(settings: LazySettings) -> None:
    settings.GATE_POLICY = {"default": STRICT, "tag": {"lenient": LENIENT}}
    assert policy_for(article(tags=("lenient",))) == Policy(**STRICT)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"check": "all"}, "check is not known"),
        ({"checks": "some"}, "checks must be all"),
        ({"checker_may_approve": "no"}, "checker_may_approve must be true or false"),
    ],
)
def test_a_policy_that_cannot_be_read_is_refused(
    settings: LazySettings, values: dict[str, Any], words: str
) -> None:
    settings.GATE_POLICY = {"default": values}
    with pytest.raises(ImproperlyConfigured, match=words):
        policy_for(article())


@pytest.mark.parametrize(
    ("setting", "fault"),
    [
        ({}, ""),
        ({"default": STRICT, "kind": {"person": LENIENT}, "tag": {"living people": STRICT}}, ""),
        ({"tag": {"living people": {"checks": "some"}}}, "checks must be all"),
        ({"kind": {"person": {"check": "all"}}}, "check is not known"),
        ({"tags": {}}, "tags is not known"),
    ],
)
def test_the_whole_setting_is_read_at_the_start(
    settings: LazySettings, setting: dict[str, Any], fault: str
) -> None:
    settings.GATE_POLICY = setting
    errors = [error for error in run_checks() if error.id == "editorial.E001"]
    assert len(errors) == bool(fault)
    assert all(fault in error.msg for error in errors)


@pytest.mark.parametrize(
    ("values", "strictest"),
    [
        (("quotations", "living"), "both"),
        (("living", "none"), "living"),
        (("none", "quotations"), "quotations"),
        (("both", "living"), "both"),
        (("none", "none"), "none"),
    ],
)
def test_of_two_blind_checks_all_that_either_asks_for(
    settings: LazySettings, values: tuple[str, str], strictest: str
) -> None:
    first, second = values
    settings.GATE_POLICY = {
        "default": {"blind_second_check": first},
        "tag": {"strict": {"blind_second_check": second}},
    }
    assert policy_for(article(tags=("strict",))).blind_second_check == strictest
    assert ("quotations" in blind_checks()) == (strictest in {"quotations", "both"})


def test_an_unknown_blind_check_is_refused(settings: LazySettings) -> None:
    settings.GATE_POLICY = {"default": {"blind_second_check": "all"}}
    with pytest.raises(ImproperlyConfigured, match="blind_second_check must be none"):
        policy_for(article())
