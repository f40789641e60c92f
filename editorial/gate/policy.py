"""The gate's policy for an entry, from the settings: a default, then by kind, then by tag; the strictest tag wins."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from editorial.gate.demands import Blind, Policy
from encyclopedia.core.documents import Document

_BLIND = ("none", "quotations", "living", "both")
# A page about the site says what those who run it know themselves: nobody expects footnotes in an imprint.
_BY_KIND: dict[str, dict[str, Any]] = {"page": {"cited_share": 0}}
_STRICTNESS = {"none": 0, "quotations": 1, "all": 2}


def policy_for(document: Document) -> Policy:
    """GATE_POLICY = {"default": {…}, "kind": {"person": {…}}, "tag": {"living people": {…}}}.

    Raises ImproperlyConfigured when a setting is not a field of `Policy`.
    """
    configured: dict[str, Any] = settings.GATE_POLICY
    policy = _with(Policy(), configured.get("default", {}))
    policy = _with(policy, _BY_KIND.get(document.kind, {}))
    policy = _with(policy, configured.get("kind", {}).get(document.kind, {}))
    by_tag = configured.get("tag", {})
    for tag in document.tags:
        if tag in by_tag:
            policy = _stricter(policy, _with(policy, by_tag[tag]))
    return policy


def asked_of_checks(document: Document) -> dict[str, Any]:
    """Which citations its policy wants checked, JSON-ready: an event of publication keeps it."""
    policy = policy_for(document)
    return {"checks": policy.checks, "could_not_access": policy.could_not_access}


def read_policies() -> None:
    """Read every part of GATE_POLICY once. Raises ImproperlyConfigured for what is not known."""
    configured: dict[str, Any] = settings.GATE_POLICY
    if unknown := set(configured) - {"default", "kind", "tag"}:
        raise ImproperlyConfigured(f"GATE_POLICY: {', '.join(sorted(unknown))} is not known.")
    _with(Policy(), configured.get("default", {}))
    for name in ("kind", "tag"):
        for values in configured.get(name, {}).values():
            _with(Policy(), values)


def blind_checks() -> set[Blind]:
    """What any part of GATE_POLICY has checked a second time: `quotations`, `living`, or both; empty for nothing."""
    configured: dict[str, Any] = settings.GATE_POLICY
    by_part = (*configured.get("kind", {}).values(), *configured.get("tag", {}).values())
    asked = {
        values.get("blind_second_check", "none")
        for values in (configured.get("default", {}), *by_part)
    }
    parts: set[Blind] = {"quotations", "living"}
    return parts if "both" in asked else asked & parts


def _with(policy: Policy, values: dict[str, Any]) -> Policy:
    if not values:
        return policy
    names = {field.name for field in fields(Policy)}
    if unknown := set(values) - names:
        raise ImproperlyConfigured(f"GATE_POLICY: {', '.join(sorted(unknown))} is not known.")
    if values.get("checks", "all") not in _STRICTNESS:
        raise ImproperlyConfigured("GATE_POLICY: checks must be all, quotations or none.")
    if values.get("context_changed", "warn") not in {"warn", "stop"}:
        raise ImproperlyConfigured("GATE_POLICY: context_changed must be warn or stop.")
    if values.get("blind_second_check", "none") not in _BLIND:
        raise ImproperlyConfigured(
            "GATE_POLICY: blind_second_check must be none, quotations, living or both."
        )
    for name in ("cited_share_stops", "checker_may_approve", "author_agreement"):
        if not isinstance(values.get(name, True), bool):
            raise ImproperlyConfigured(f"GATE_POLICY: {name} must be true or false.")
    return replace(policy, **values)


def _stricter(first: Policy, second: Policy) -> Policy:
    return Policy(
        checks=max(first.checks, second.checks, key=_STRICTNESS.__getitem__),
        could_not_access=min(first.could_not_access, second.could_not_access),
        cited_share=max(first.cited_share, second.cited_share),
        cited_share_stops=first.cited_share_stops or second.cited_share_stops,
        context_changed=max(first.context_changed, second.context_changed, key="warn stop".index),
        checker_may_approve=first.checker_may_approve and second.checker_may_approve,
        blind_second_check=_both(first.blind_second_check, second.blind_second_check),
        author_agreement=first.author_agreement or second.author_agreement,
    )


def _both(first: Blind, second: Blind) -> Blind:
    if "none" in {first, second} or first == second:
        return second if first == "none" else first
    return "both"
