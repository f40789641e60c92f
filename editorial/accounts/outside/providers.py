"""The sites whose accounts let in here, as the settings name them."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404

ORCID = "orcid"


@dataclass(frozen=True)
class Provider:
    """`slug` is its place in our addresses, `issuer` its address as its tokens have it.

    With OpenID Connect it knows us by `client` and `secret`. With SAML, `metadata` is the file that describes it,
    `subject` the attribute that names people (empty: the persistent name), `certificate` and `key` files of our own.
    """

    slug: str
    name: str
    issuer: str
    client: str = ""
    secret: str = ""
    metadata: str = ""
    subject: str = ""
    certificate: str = ""
    key: str = ""

    @property
    def speaks_saml(self) -> bool:
        return bool(self.metadata)


def providers() -> list[Provider]:
    """Those that are configured: none without a client's id, or a file that describes it."""
    known = [Provider(**values) for values in settings.OUTSIDE_PROVIDERS]
    return [provider for provider in known if provider.client or provider.metadata]


def provider_or_404(slug: str) -> Provider:
    provider = next((one for one in providers() if one.slug == slug), None)
    if provider is None:
        raise Http404
    return provider


def name_of_issuer(issuer: str) -> str:
    """What the site with this address is called, or its address once it is configured no more."""
    return next((one.name for one in providers() if one.issuer == issuer), issuer)
