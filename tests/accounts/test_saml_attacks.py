"""SAML responses that do not hold: nobody is let in, whatever is wrapped, altered, or meant for others."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
import xmlsec
from accounts.local_provider import name_of
from accounts.local_saml import (
    AUDIENCES,
    NS,
    LocalSaml,
    at,
    joins,
    pair,
    sets_out,
    signs_in,
)
from accounts.local_saml import comes as comes_back
from django.test import Client
from factories import Cast
from lxml import etree
from office import proven

from editorial.models import SamlAnswer


@pytest.fixture
def joined(cast: Cast, saml: LocalSaml) -> LocalSaml:
    """Edna is “edna-there”; whoever attacks has an account there too, and wants to be her."""
    joins(proven(cast.editor), saml)
    SamlAnswer.objects.all().delete()
    saml.changes = {"name": "mallory"}
    return saml


def refused(saml: LocalSaml) -> None:
    client = Client()
    assert signs_in(client, saml).status_code == 403
    assert name_of(client) == "AnonymousUser"
    assert not SamlAnswer.objects.exists()


OTHERS = "https://other.example/"


@pytest.mark.portion(3)
@pytest.mark.parametrize(
    "changes",
    [
        {"audiences": AUDIENCES.format(OTHERS)},
        {"audiences": ""},
        {"recipient": f"{OTHERS}account/with/saml/posted/"},
        {"recipient": "http://127.0.0.1:8000/account/with/saml/posted/x"},
        {"destination": f"{OTHERS}account/with/saml/posted/"},
        {"destination": "http://127.0.0.1:8000/account/with/saml/posted/x"},
        {"issuer": OTHERS},
        {"answers": "_another"},
        {"request": "", "answers": ""},
        # In seconds from then on: a run of the tests takes longer than the skew that is allowed.
        {"ends": -120},
        {"begins": 120},
        {"ends": "2099-01-01T00:00:00"},
        {"ends": "soon"},
        {"method": "urn:oasis:names:tc:SAML:2.0:cm:sender-vouches"},
        {"format": "urn:oasis:names:tc:SAML:2.0:nameid-format:transient"},
        {"format": "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"},
        {"qualifier": f' NameQualifier="{OTHERS}"'},
        {"qualifier": f' SPNameQualifier="{OTHERS}"'},
        {"name": ""},
        {"name": " edna-there"},
        {"name": "edna-there<?x?>.evil"},
        {"name": "edna-there<saml:x/>.evil"},
        {"name": "e" * 256},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_signed_assertion_has_to_be_for_us_for_this_request_and_for_now(
    joined: LocalSaml, changes: dict[str, str | int]
) -> None:
    changed = {name: at(said) if isinstance(said, int) else said for name, said in changes.items()}
    joined.changes = {"name": "edna-there"} | changed
    refused(joined)


def test_the_same_without_a_fault_lets_in(joined: LocalSaml) -> None:
    joined.changes = {"name": "edna-there"}
    client = Client()
    signs_in(client, joined)
    assert name_of(client) == "edna"


def test_an_assertion_has_to_be_signed_by_the_key_of_the_metadata(joined: LocalSaml) -> None:
    joined.changes = {"name": "edna-there"}
    joined.signs = []
    refused(joined)
    joined.signs = ["Response"]  # it is the assertion that has to be
    refused(joined)
    joined.signs = ["Assertion"]
    joined.key = pair()[0]
    refused(joined)


@pytest.mark.parametrize(
    ("algorithm", "digest"),
    [
        (xmlsec.Transform.RSA_SHA1, xmlsec.Transform.SHA256),
        (xmlsec.Transform.RSA_SHA256, xmlsec.Transform.SHA1),
    ],
)
def test_weak_algorithms_sign_nothing(joined: LocalSaml, algorithm: Any, digest: Any) -> None:
    joined.changes = {"name": "edna-there"}
    joined.algorithm, joined.digest = algorithm, digest
    refused(joined)


def signature_of(element: Any) -> Any:
    return element.find("ds:Signature", NS)


def without_signature(element: Any) -> Any:
    copy = deepcopy(element)
    copy.remove(signature_of(copy))
    return copy


def evil(assertion: Any, *, signed: bool = False) -> Any:
    """The assertion as the attacker wants it: it names Edna."""
    copy = deepcopy(assertion) if signed else without_signature(assertion)
    copy.set("ID", "_evil")
    copy.find("saml:Subject/saml:NameID", NS).text = "edna-there"
    return copy


def evil_response(root: Any, place: Callable[[Any, Any], None]) -> Any:
    """The whole response is signed: a copy of it is hidden, and the outer one is changed."""
    original = without_signature(root)
    root.set("ID", "_evil")
    assertion = root.find("saml:Assertion", NS)
    root.replace(assertion, evil(assertion))
    place(root, original)
    return root


def wrapped(number: int, root: Any) -> Any:
    """Signature wrapping 1 to 8, as they are numbered since Somorovsky et al., “On Breaking SAML” (2012)."""
    assertion = root.find("saml:Assertion", NS)
    if number == 1:
        return evil_response(root, lambda outer, inner: signature_of(outer).append(inner))
    if number == 2:
        return evil_response(root, lambda outer, inner: outer.insert(1, inner))
    if number == 3:
        root.insert(root.index(assertion), evil(assertion))
    elif number == 4:
        outer = evil(assertion)
        root.replace(assertion, outer)
        outer.append(assertion)
    elif number in {5, 6, 8}:
        outer, inner = evil(assertion, signed=True), without_signature(assertion)
        root.replace(assertion, outer)
        if number == 5:
            root.append(inner)
        elif number == 6:
            signature_of(outer).append(inner)
        else:
            etree.SubElement(signature_of(outer), f"{{{NS['ds']}}}Object").append(inner)
    elif number == 7:
        extensions = etree.Element(f"{{{NS['samlp']}}}Extensions")
        extensions.append(evil(assertion))
        root.insert(1, extensions)
    return root


@pytest.mark.parametrize("number", range(1, 9))
def test_a_wrapped_signature_lets_nobody_in(joined: LocalSaml, number: int) -> None:
    joined.signs = ["Assertion", "Response"] if number < 3 else ["Assertion"]
    joined.alter = lambda root: wrapped(number, root)
    refused(joined)


def renamed(root: Any) -> Any:
    root.find("saml:Assertion/saml:Subject/saml:NameID", NS).text = "edna-there"
    return root


def commented(root: Any) -> Any:
    """Canonical forms leave comments out: the signature holds all the same."""
    name = root.find("saml:Assertion/saml:Subject/saml:NameID", NS)
    name.text = "edna-there"
    name.insert(0, etree.Comment("x"))
    name[0].tail = ".evil"
    return root


def second_id(root: Any) -> Any:
    root.find("samlp:Status", NS).set(
        "{http://www.w3.org/XML/1998/namespace}id", root.find("saml:Assertion", NS).get("ID")
    )
    return root


def with_dtd(root: Any) -> bytes:
    return b'<!DOCTYPE x [<!ENTITY a "edna-there">]>' + etree.tostring(root)


def other_reference(root: Any) -> Any:
    root.find(".//ds:Reference", NS).set("URI", "")
    return root


@pytest.mark.parametrize("alter", [renamed, second_id, with_dtd, other_reference])
def test_what_is_altered_after_it_was_signed_is_refused(
    joined: LocalSaml, alter: Callable[[Any], Any]
) -> None:
    joined.alter = alter
    refused(joined)


def test_a_comment_in_a_name_cuts_it_short_for_nobody(joined: LocalSaml) -> None:
    joined.changes = {"name": "edna-there.evil"}
    joined.alter = commented
    client = Client()
    assert signs_in(client, joined).status_code == 403
    assert name_of(client) == "AnonymousUser"
    assert not SamlAnswer.objects.exclude(subject="edna-there.evil").exists()


@pytest.mark.parametrize(
    "posted", ["", "!", "PHg+", "PHg+PC94Pg==", "A" * 300_001, "\u0100", "PHg+\x00"]
)
def test_what_is_no_response_is_refused(joined: LocalSaml, posted: str) -> None:
    client = Client()
    form = joined.signed_in(sets_out(client)) | {"SAMLResponse": posted}
    assert comes_back(client, form).status_code == 403


def test_what_was_not_asked_for_is_refused(joined: LocalSaml) -> None:
    joined.changes = {"name": "edna-there"}
    form = joined.signed_in(sets_out(Client()))
    assert comes_back(Client(), form | {"RelayState": "/admin/"}).status_code == 403
