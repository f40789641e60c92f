"""Signing in with ORCID, as its sandbox answers: the secret in the body alone, no e-mail address, `amr` as a word."""

from __future__ import annotations

import pytest
from accounts.local_provider import CLIENT, LocalProvider, joins, name_of, signs_in
from django.conf import LazySettings
from django.test import Client
from factories import Cast
from office import proven

from editorial.models import OutsideIdentity, Profile

ORCID_ID = "0000-0002-1825-0097"


@pytest.fixture
def sandbox(provider: LocalProvider, settings: LazySettings) -> LocalProvider:
    openid, orcid = settings.OUTSIDE_PROVIDERS
    settings.OUTSIDE_PROVIDERS = [openid | {"client": ""}, orcid | {"client": CLIENT}]
    provider.description = {
        "token_endpoint_auth_methods_supported": ["client_secret_post"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "userinfo_endpoint": f"{provider.issuer}/oauth/userinfo",
        "claims_supported": ["family_name", "given_name", "name", "auth_time", "iss", "sub"],
    }
    provider.subject = ORCID_ID
    provider.changes = {
        "at_hash": "I-uX6XUg4ukKfOqIVX-xcw",
        "amr": "pwd",
        "auth_time": 1_700_000_000,
        "jti": "0e8ac1c9-2ba4-4a1c-9d4e-1a1c1ad3d1a1",
        "given_name": "Edna",
        "family_name": "Editor",
    }
    return provider


def test_orcid_joins_fills_the_profile_and_lets_in(cast: Cast, sandbox: LocalProvider) -> None:
    client = proven(cast.editor)
    assert joins(client, sandbox, "orcid").headers["Location"] == "/admin/profile/"
    # The secret went in the body, as the description wants it; the local provider takes no other.
    assert sandbox.asked[0]["client_id"] == CLIENT
    assert OutsideIdentity.objects.get().subject == ORCID_ID
    assert Profile.objects.get(account=cast.editor).orcid == ORCID_ID
    assert "ORCID has confirmed" in client.get("/admin/profile/").content.decode()
    hers = Client()
    signs_in(hers, sandbox, "orcid")
    assert name_of(hers) == "edna"


def test_what_is_no_orcid_is_not_written_into_the_profile(
    cast: Cast, sandbox: LocalProvider
) -> None:
    sandbox.subject = "0000-0002-1825-0098"
    joins(proven(cast.editor), sandbox, "orcid")
    assert OutsideIdentity.objects.exists()
    assert not Profile.objects.filter(account=cast.editor).exclude(orcid="").exists()
