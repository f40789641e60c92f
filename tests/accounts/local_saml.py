"""A small SAML identity provider in the test: its key, its metadata, and the forms that it has browsers post."""

from __future__ import annotations

import base64
import itertools
import zlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import xmlsec
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from django.test import Client
from django.urls import reverse
from lxml import etree

ISSUER = "https://login.university.example/saml"
SIGN_IN = "https://login.university.example/sign-in"
SITE = "http://127.0.0.1:8000"
PERSISTENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"
NS = {
    "samlp": "urn:oasis:names:tc:SAML:2.0:protocol",
    "saml": "urn:oasis:names:tc:SAML:2.0:assertion",
    "ds": "http://www.w3.org/2000/09/xmldsig#",
}
_NUMBERS = itertools.count()


def pair() -> tuple[str, str]:
    """A key, and a certificate of it that it signed itself, as PEM."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now).not_valid_after(now + timedelta(days=1))
    certificate = made.sign(key, hashes.SHA256())
    pem = serialization.Encoding.PEM
    plain = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return key.private_bytes(pem, *plain).decode(), certificate.public_bytes(pem).decode()


def body(certificate: str) -> str:
    return "".join(certificate.splitlines()[1:-1])


KEY, CERTIFICATE = pair()
METADATA = f"""<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="{ISSUER}">
<md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
<md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="{NS["ds"]}"><ds:X509Data>
<ds:X509Certificate>{body(CERTIFICATE)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>
<md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="{SIGN_IN}"/>
</md:IDPSSODescriptor></md:EntityDescriptor>"""

RESPONSE = """<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"
 xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_response{number}" Version="2.0"
 IssueInstant="{now}" Destination="{destination}" InResponseTo="{answers}">
<saml:Issuer>{issuer}</saml:Issuer>
<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:{status}"/></samlp:Status>
<saml:Assertion ID="_assertion{number}" Version="2.0" IssueInstant="{now}"><saml:Issuer>{issuer}</saml:Issuer>
<saml:Subject><saml:NameID Format="{format}"{qualifier}>{name}</saml:NameID>
<saml:SubjectConfirmation Method="{method}"><saml:SubjectConfirmationData
 Recipient="{recipient}" InResponseTo="{request}" NotOnOrAfter="{ends}"/></saml:SubjectConfirmation></saml:Subject>
<saml:Conditions NotBefore="{begins}" NotOnOrAfter="{ends}">{audiences}</saml:Conditions>
<saml:AuthnStatement AuthnInstant="{now}"><saml:AuthnContext><saml:AuthnContextClassRef
>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>
{attributes}</saml:Assertion></samlp:Response>"""

AUDIENCES = "<saml:AudienceRestriction><saml:Audience>{}</saml:Audience></saml:AudienceRestriction>"


def at(seconds: float) -> str:
    return (datetime.now(UTC) + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")


class LocalSaml:
    """`changes` replace what the response says; `alter` changes it once it is signed; `signs` says what is signed."""

    def __init__(self, folder: Path) -> None:
        self.metadata = folder / "metadata.xml"
        self.metadata.write_text(METADATA)
        self.key = KEY
        self.algorithm = xmlsec.Transform.RSA_SHA256
        self.digest = xmlsec.Transform.SHA256
        self.signs = ["Assertion"]
        self.changes: dict[str, str] = {}
        self.alter: Callable[[Any], Any] = lambda root: root
        self.encrypt_for = ""

    def asked(self, address: str) -> tuple[Any, str]:
        """Our request in this address, and its RelayState."""
        query = parse_qs(urlsplit(address).query)
        packed = base64.b64decode(query["SAMLRequest"][0])
        return etree.fromstring(zlib.decompress(packed, -15)), query["RelayState"][0]

    def signed_in(self, address: str) -> dict[str, str]:
        """Somebody signs in at the address they were sent to: the form that their browser then posts to us."""
        request, state = self.asked(address)
        posted_at = request.get("AssertionConsumerServiceURL")
        says = {
            "number": str(next(_NUMBERS)),
            "now": at(0),
            "begins": at(-5),
            "ends": at(300),
            "issuer": ISSUER,
            "destination": posted_at,
            "recipient": posted_at,
            "request": request.get("ID"),
            "answers": request.get("ID"),
            "status": "Success",
            "format": PERSISTENT,
            "qualifier": "",
            "name": "edna-there",
            "method": "urn:oasis:names:tc:SAML:2.0:cm:bearer",
            "audiences": AUDIENCES.format(request.findtext("saml:Issuer", namespaces=NS)),
            "attributes": "",
        }
        root = etree.fromstring(RESPONSE.format(**(says | self.changes)))
        for name in self.signs:
            self.sign(root, root if name == "Response" else root.find(f"saml:{name}", NS))
        if self.encrypt_for:
            self.encrypt(root)
        sent = self.alter(root)
        return {"SAMLResponse": encoded(sent), "RelayState": state}

    def sign(self, root: Any, element: Any) -> None:
        signature = xmlsec.template.create(
            element, xmlsec.Transform.EXCL_C14N, self.algorithm, ns="ds"
        )
        element.insert(1, signature)
        reference = xmlsec.template.add_reference(
            signature, self.digest, uri=f"#{element.get('ID')}"
        )
        xmlsec.template.add_transform(reference, xmlsec.Transform.ENVELOPED)
        xmlsec.template.add_transform(reference, xmlsec.Transform.EXCL_C14N)
        context = xmlsec.SignatureContext()
        context.key = xmlsec.Key.from_memory(self.key, xmlsec.KeyFormat.PEM)
        xmlsec.tree.add_ids(root, ["ID"])
        context.sign(signature)

    def encrypt(self, root: Any) -> None:
        """The assertion, for whoever has the key of that certificate."""
        assertion = root.find("saml:Assertion", NS)
        manager = xmlsec.KeysManager()
        manager.add_key(xmlsec.Key.from_memory(self.encrypt_for, xmlsec.KeyFormat.CERT_PEM))
        data = xmlsec.template.encrypted_data_create(
            root, xmlsec.Transform.AES256, type=xmlsec.EncryptionType.ELEMENT, ns="xenc"
        )
        xmlsec.template.encrypted_data_ensure_cipher_value(data)
        info = xmlsec.template.encrypted_data_ensure_key_info(data, ns="ds")
        wrapped = xmlsec.template.add_encrypted_key(info, xmlsec.Transform.RSA_OAEP)
        xmlsec.template.encrypted_data_ensure_cipher_value(wrapped)
        context = xmlsec.EncryptionContext(manager)
        context.key = xmlsec.Key.generate(xmlsec.KeyData.AES, 256, xmlsec.KeyDataType.SESSION)
        place = root.index(assertion)
        hidden = context.encrypt_xml(data, assertion)
        outer = etree.Element(f"{{{NS['saml']}}}EncryptedAssertion")
        root.insert(place, outer)
        outer.append(hidden)


def encoded(document: Any) -> str:
    text = document if isinstance(document, bytes) else etree.tostring(document)
    return base64.b64encode(text).decode()


def sets_out(client: Client, address: str = "", **typed: str) -> str:
    """Where the browser is sent on to from the form at this address; without one, to sign in."""
    answer = client.post(address or reverse("account_outside", args=["saml"]), typed)
    assert "Refresh" in answer.headers, (answer.status_code, answer.headers)
    return answer.headers["Refresh"].partition("url=")[2]


def posts(form: dict[str, str]) -> Any:
    """The identity provider's page posts a form: no cookie of ours comes with it."""
    return Client(enforce_csrf_checks=True).post(
        reverse("account_outside_posted", args=["saml"]), form
    )


def comes(client: Client, form: dict[str, str]) -> Any:
    """Posted, and led on to where the browser has its cookie."""
    answer = posts(form)
    return client.get(answer.headers["Location"]) if answer.status_code == 302 else answer


def joins(client: Client, saml: LocalSaml) -> Any:
    onward = sets_out(client, reverse("account_outside_join", args=["saml"]))
    return comes(client, saml.signed_in(onward))


def signs_in(client: Client, saml: LocalSaml, **typed: str) -> Any:
    return comes(client, saml.signed_in(sets_out(client, **typed)))
