"""Signing in by SAML: the ways there and back, once each, and how it is set up."""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from accounts.local_provider import name_of
from accounts.local_saml import (
    ISSUER,
    METADATA,
    SIGN_IN,
    LocalSaml,
    at,
    joins,
    pair,
    posts,
    sets_out,
    signs_in,
)
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from factories import Cast
from lxml import etree
from office import proven

from editorial.accounts.outside.saml_configured import problems
from editorial.models import AccountEvent, OutsideIdentity, SamlAnswer

PROFILE = "/admin/profile/"


def set_up(settings: LazySettings, **changed: Any) -> None:
    settings.OUTSIDE_PROVIDERS = [settings.OUTSIDE_PROVIDERS[0] | changed]


def test_who_has_joined_signs_in_and_goes_on_to_where_they_wanted(
    cast: Cast, saml: LocalSaml
) -> None:
    assert joins(proven(cast.editor), saml).headers["Location"] == PROFILE
    client = Client()
    went = signs_in(client, saml, next="/admin/notices/")
    assert went.headers["Location"] == "/admin/notices/"
    assert name_of(client) == "edna"
    identity = OutsideIdentity.objects.get()
    assert (identity.issuer, identity.subject) == (ISSUER, "edna-there")
    kinds = AccountEvent.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["identity_joined", "signed_in"]
    assert "Sign in with The University" in Client().get("/account/login/").content.decode()


def test_nobody_gets_an_account_by_signing_in_there(cast: Cast, saml: LocalSaml) -> None:
    accounts = User.objects.count()
    assert signs_in(Client(), saml).status_code == 403
    assert User.objects.count() == accounts
    assert [event.kind for event in AccountEvent.objects.all()] == ["unknown_identity"]


def test_the_form_of_the_other_site_touches_no_session_and_only_its_address_is_open(
    cast: Cast, saml: LocalSaml
) -> None:
    client = Client()
    form = saml.signed_in(sets_out(client))
    answer = posts(form)
    assert answer.status_code == 302
    assert not answer.cookies
    guarded = Client(enforce_csrf_checks=True)
    for name in ("account_outside", "account_outside_join", "account_outside_again"):
        assert guarded.post(reverse(name, args=["saml"]), form).status_code == 403
    assert Client().get(reverse("account_outside_posted", args=["saml"])).status_code == 405


def test_an_assertion_counts_once_in_its_own_browser_for_its_own_request(
    cast: Cast, saml: LocalSaml
) -> None:
    joins(proven(cast.editor), saml)
    client, other = Client(), Client()
    form, others = saml.signed_in(sets_out(client)), saml.signed_in(sets_out(other))
    back = posts(form).headers["Location"]
    assert posts(form).status_code == 403  # the same assertion again
    assert other.get(back).status_code == 403  # another browser
    # The answer to another browser's request, with one's own state.
    mixed = posts(others | {"RelayState": form["RelayState"]}).headers["Location"]
    assert client.get(mixed).status_code == 403
    assert client.get(back).status_code == 403  # one's state was used by then
    assert name_of(client) == name_of(other) == "AnonymousUser"
    form = saml.signed_in(sets_out(client))
    back = posts(form).headers["Location"]
    assert client.get(back).status_code == 302
    assert client.get(back).status_code == 403


def test_what_is_not_fetched_at_once_is_fetched_no_more_and_goes_once_it_ended(
    cast: Cast, saml: LocalSaml
) -> None:
    joins(proven(cast.editor), saml)
    client = Client()
    back = posts(saml.signed_in(sets_out(client))).headers["Location"]
    before = timezone.now() - timedelta(minutes=2, seconds=1)
    SamlAnswer.objects.update(made_at=before)
    assert client.get(back).status_code == 403
    SamlAnswer.objects.update(ends_at=before)
    assert signs_in(client, saml).status_code == 302
    assert SamlAnswer.objects.count() == 1


def test_who_cancels_there_is_told_so(cast: Cast, saml: LocalSaml) -> None:
    saml.changes = {"status": "Responder"}
    saml.signs = []
    answer = signs_in(Client(), saml)
    assert answer.status_code == 403
    assert "You did not sign in there." in answer.content.decode()


def test_people_are_known_by_an_attribute_where_that_is_set(
    cast: Cast, saml: LocalSaml, settings: LazySettings
) -> None:
    name = "urn:oasis:names:tc:SAML:attribute:subject-id"
    set_up(settings, subject=name)
    value = "<saml:AttributeValue>edna@university.example</saml:AttributeValue>"
    saml.changes = {
        "format": "urn:oasis:names:tc:SAML:2.0:nameid-format:transient",
        "attributes": f'<saml:AttributeStatement><saml:Attribute Name="{name}">{value}'
        "</saml:Attribute></saml:AttributeStatement>",
    }
    joins(proven(cast.editor), saml)
    assert OutsideIdentity.objects.get().subject == "edna@university.example"
    saml.changes["attributes"] = saml.changes["attributes"].replace(value, value * 2)
    assert signs_in(Client(), saml).status_code == 403


def test_with_a_key_requests_are_signed_and_assertions_may_be_encrypted(
    cast: Cast, saml: LocalSaml, settings: LazySettings, tmp_path: Path
) -> None:
    key, certificate = pair()
    (tmp_path / "key.pem").write_text(key)
    (tmp_path / "certificate.pem").write_text(certificate)
    files = {name: str(tmp_path / f"{name}.pem") for name in ("key", "certificate")}
    set_up(settings, **files)
    assert "&Signature=" in sets_out(Client())
    saml.encrypt_for = certificate
    joins(proven(cast.editor), saml)
    assert OutsideIdentity.objects.get().subject == "edna-there"
    client = Client()
    signs_in(client, saml)
    assert name_of(client) == "edna"
    saml.signs = []
    assert signs_in(Client(), saml).status_code == 403
    page = etree.fromstring(Client().get("/account/with/saml/metadata/").content)
    uses = [one.get("use") for one in page.iterfind(".//{*}KeyDescriptor")]
    assert sorted(uses) == ["encryption", "signing"]


def test_showing_once_more_who_one_is_asks_the_person_there_again(
    cast: Cast, saml: LocalSaml
) -> None:
    client = proven(cast.editor)
    joins(client, saml)
    request, _state = saml.asked(sets_out(client, reverse("account_outside_again", args=["saml"])))
    assert request.get("ForceAuthn") == "true"
    assert saml.asked(sets_out(client))[0].get("ForceAuthn") is None


def test_our_metadata_says_where_answers_go_and_that_assertions_are_signed(
    saml: LocalSaml,
) -> None:
    answer = Client().get("/account/with/saml/metadata/")
    assert answer.headers["Content-Type"] == "application/samlmetadata+xml"
    page = etree.fromstring(answer.content)
    assert page.get("entityID").endswith("/account/with/saml/metadata/")
    assert page.get("validUntil") is None
    assert page.find("{*}SPSSODescriptor").get("WantAssertionsSigned") == "true"
    place = page.find(".//{*}AssertionConsumerService")
    assert place.get("Location").endswith("/account/with/saml/posted/")


def test_without_a_file_there_is_no_saml(cast: Cast, settings: LazySettings) -> None:
    for address in ("", "back/", "posted/", "metadata/"):
        assert Client().get(f"/account/with/saml/{address}").status_code in {404, 405}
        assert Client().post(f"/account/with/saml/{address}").status_code in {404, 405}
    assert problems() == []


def test_openid_has_neither_metadata_nor_posted_answers(provider: Any) -> None:
    assert Client().get("/account/with/openid/metadata/").status_code == 404
    assert Client().post("/account/with/openid/posted/").status_code == 404


def test_what_is_wrong_with_the_settings_is_said_at_the_start(
    saml: LocalSaml, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert problems() == []
    saml.metadata.write_text(METADATA.replace(SIGN_IN, "http://login.university.example/"))
    assert "no https address" in problems()[0]
    saml.metadata.write_text("<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>")
    assert "cannot be read" in problems()[0]
    assert Client().post(reverse("account_outside", args=["saml"])).status_code == 502
    assert posts({"SAMLResponse": "PHg+"}).status_code == 502
    saml.metadata.write_text(METADATA)
    set_up(settings, issuer="https://another.example")
    assert "https://another.example" in problems()[0]
    set_up(settings, issuer=ISSUER, key="/nowhere.pem")
    assert "SAML_KEY" in problems()[0]
    monkeypatch.delitem(sys.modules, "editorial.accounts.outside.saml", raising=False)
    monkeypatch.delattr("editorial.accounts.outside.saml", raising=False)
    monkeypatch.setitem(sys.modules, "onelogin.saml2.auth", None)
    assert "requirements/saml.txt" in problems()[0]


def test_clocks_may_differ_a_little(cast: Cast, saml: LocalSaml) -> None:
    joins(proven(cast.editor), saml)
    saml.changes = {"begins": at(50)}
    assert signs_in(Client(), saml).status_code == 302
    saml.changes = {"begins": at(90)}
    assert signs_in(Client(), saml).status_code == 403
