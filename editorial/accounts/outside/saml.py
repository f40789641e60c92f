"""SAML 2.0, as the service provider (profile "Web Browser SSO"): our request, our metadata, and the posted answer.

Signatures and encryption are python3-saml's, which is an extra: import this module only where SAML is configured.
What a signed assertion has to say besides is read in `saml_reading.py`, more strictly than there.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse
from django.utils.translation import gettext as _
from onelogin.saml2.auth import OneLogin_Saml2_Auth
from onelogin.saml2.authn_request import OneLogin_Saml2_Authn_Request
from onelogin.saml2.idp_metadata_parser import OneLogin_Saml2_IdPMetadataParser
from onelogin.saml2.metadata import OneLogin_Saml2_Metadata
from onelogin.saml2.response import OneLogin_Saml2_Response
from onelogin.saml2.settings import OneLogin_Saml2_Settings

from editorial.accounts.outside import saml_reading
from editorial.accounts.outside.asking import NotAnswered, require_safe
from editorial.accounts.outside.id_tokens import WrongToken
from editorial.accounts.outside.providers import Provider
from editorial.accounts.outside.saml_answers import Answer, request_id

MAX_POSTED = 300_000  # characters of base64
_PERSISTENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"


class NotSignedIn(Exception):
    """The identity provider says that the person did not sign in."""


def our_id(provider: Provider) -> str:
    """What we are called there; our metadata is at this address."""
    return settings.SITE_URL + reverse("account_outside_metadata", args=[provider.slug])


def posted_address(provider: Provider) -> str:
    """Where answers are posted to ("assertion consumer service"): of the site, whatever host was asked."""
    return settings.SITE_URL + reverse("account_outside_posted", args=[provider.slug])


def toolkit(provider: Provider) -> OneLogin_Saml2_Settings:
    """The toolkit's settings. Raises ImproperlyConfigured, saying which of ours does not hold."""
    try:
        text = Path(provider.metadata).read_bytes()
        described = OneLogin_Saml2_IdPMetadataParser.parse(text, entity_id=provider.issuer)
    except (OSError, ValueError, SyntaxError) as error:
        raise ImproperlyConfigured(
            _("SAML_METADATA cannot be read: %(error)s") % {"error": error}
        ) from error
    theirs = described.get("idp", {})
    if not provider.issuer or theirs.get("entityId") != provider.issuer:
        raise ImproperlyConfigured(
            _("SAML_METADATA has no identity provider that is called %(issuer)s (SAML_ISSUER).")
            % {"issuer": provider.issuer}
        )
    try:
        require_safe(theirs.get("singleSignOnService", {}).get("url"))
    except NotAnswered as error:
        raise ImproperlyConfigured(
            _("SAML_METADATA names no https address to sign in at by HTTP-Redirect.")
        ) from error
    try:
        return OneLogin_Saml2_Settings(
            {
                "strict": True,
                "debug": False,
                "sp": {
                    "entityId": our_id(provider),
                    "assertionConsumerService": {"url": posted_address(provider)},
                    "NameIDFormat": _PERSISTENT,
                    "x509cert": _file(provider.certificate),
                    "privateKey": _file(provider.key),
                },
                "idp": theirs,
                "security": {
                    "wantAssertionsSigned": True,
                    "rejectDeprecatedAlgorithm": True,
                    "authnRequestsSigned": bool(provider.key),
                    "wantAttributeStatement": False,
                    "wantNameId": False,
                    "requestedAuthnContext": False,
                    "allowSingleLabelDomains": True,
                    "allowRepeatAttributeName": True,
                },
            }
        )
    except Exception as error:  # the toolkit's own are plain ones too
        raise ImproperlyConfigured(
            _("The settings SAML_… do not hold: %(error)s") % {"error": error}
        ) from error


def request_address(provider: Provider, *, number: str, state: str, again: bool) -> str:
    """Where the person goes, with our request in the address. Raises NotAnswered."""

    class Request(OneLogin_Saml2_Authn_Request):  # type: ignore[misc]
        def _generate_request_id(self) -> str:
            return request_id(number)

    try:
        auth = OneLogin_Saml2_Auth(_here(provider), old_settings=toolkit(provider))
    except ImproperlyConfigured as error:
        raise NotAnswered(str(error)) from error
    auth.authn_request_class = Request
    address: str = auth.login(
        return_to=state, force_authn=again, set_nameid_policy=not provider.subject
    )
    return address


def our_metadata(provider: Provider) -> bytes:
    """What the identity provider has to know of us, as XML."""
    known = toolkit(provider)
    text = OneLogin_Saml2_Metadata.builder(
        known.get_sp_data(),
        authnsign=bool(provider.key),
        wsign=True,
        valid_until="",
        cache_duration="",
    )
    certificate = known.get_sp_cert()
    if certificate:
        text = OneLogin_Saml2_Metadata.add_x509_key_descriptors(text, certificate, True)
    return text if isinstance(text, bytes) else text.encode()


def answer_of(provider: Provider, posted: str) -> Answer:
    """What an answer says whose assertion is signed, for us, and holds now. Raises NotSignedIn or WrongToken."""
    if not 0 < len(posted) <= MAX_POSTED:
        raise WrongToken("size")
    known = toolkit(provider)
    try:
        response = OneLogin_Saml2_Response(known, posted)
        saml_reading.require_shape(response.document)
        document = response.get_xml_document()
        saml_reading.require_shape(document)
        if not saml_reading.is_success(document):
            raise NotSignedIn
        response.is_valid(_here(provider), raise_exceptions=True)
        return saml_reading.read(
            document,
            issuer=provider.issuer,
            audience=our_id(provider),
            recipient=posted_address(provider),
            attribute=provider.subject,
            now=time.time(),
        )
    except (NotSignedIn, WrongToken):
        raise
    except (
        Exception
    ) as error:  # of the toolkit, of xmlsec and of the parser: whatever fails is no answer
        raise WrongToken(f"{type(error).__name__}: {error}") from error


def _here(provider: Provider) -> dict[str, Any]:
    """The request as the toolkit wants to know it: of the site, whatever host was asked."""
    parts = urlsplit(posted_address(provider))
    return {
        "https": "on" if parts.scheme == "https" else "off",
        "http_host": parts.netloc,
        "script_name": parts.path,
        "get_data": {},
        "post_data": {},
    }


def _file(path: str) -> str:
    if not path:
        return ""
    try:
        return Path(path).read_text()
    except (OSError, ValueError) as error:
        raise ImproperlyConfigured(
            _("SAML_CERTIFICATE or SAML_KEY cannot be read: %(error)s") % {"error": error}
        ) from error
