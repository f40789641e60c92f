"""What a SAML response has to look like, and what its assertion has to say (SAML 2.0 Core; Profiles, 4.1.4).

Whatever attacks by wrapped signatures need is refused before any signature is looked at: a second assertion, one in
another place, two elements with one ID, a signature of anything but the element that it stands in, comments.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from editorial.accounts.outside.id_tokens import MAX_LEEWAY, MAX_SUBJECT_LENGTH, WrongToken
from editorial.accounts.outside.saml_answers import Answer

_SAMLP = "{urn:oasis:names:tc:SAML:2.0:protocol}"
_SAML = "{urn:oasis:names:tc:SAML:2.0:assertion}"
_DS = "{http://www.w3.org/2000/09/xmldsig#}"
_SUCCESS = "urn:oasis:names:tc:SAML:2.0:status:Success"
_BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer"
_PERSISTENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"
_C14N = {
    "http://www.w3.org/2001/10/xml-exc-c14n#",
    "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
}
_ENVELOPED = "http://www.w3.org/2000/09/xmldsig#enveloped-signature"
_MORE = "http://www.w3.org/2001/04/xmldsig-more#"
_SIGNED_BY = {f"{_MORE}{kind}-sha{bits}" for kind in ("rsa", "ecdsa") for bits in (256, 384, 512)}
_DIGESTED_BY = {
    "http://www.w3.org/2001/04/xmlenc#sha256",
    f"{_MORE}sha384",
    "http://www.w3.org/2001/04/xmlenc#sha512",
}


def require_shape(root: Any) -> None:
    """Raises WrongToken unless it is one response with at most one assertion, where that belongs, and plain signatures.

    `root` is an element of lxml, its document read without DTD and entities.
    """
    if root.tag != f"{_SAMLP}Response" or root.getparent() is not None:
        raise WrongToken("no response")
    if root.xpath("//comment() | //processing-instruction()"):
        raise WrongToken("comments")
    assertions = root.xpath("//*[local-name()='Assertion' or local-name()='EncryptedAssertion']")
    kinds = {f"{_SAML}Assertion", f"{_SAML}EncryptedAssertion"}
    if len(assertions) > 1 or any(
        one.tag not in kinds or one.getparent() is not root for one in assertions
    ):
        raise WrongToken("assertions")
    if len(root.xpath("//*[local-name()='Response']")) != 1:
        raise WrongToken("responses")
    if root.xpath("//@xml:id"):
        raise WrongToken("xml:id")
    numbers = root.xpath("//@ID | //@Id | //@id")
    if len(numbers) != len(set(numbers)):
        raise WrongToken("ID twice")
    for signature in root.xpath("//*[local-name()='Signature']"):
        _require_plain(signature)


def _require_plain(signature: Any) -> None:
    """It signs the element in which it stands, with the usual transforms and algorithms, and holds nothing else."""
    signed = signature.getparent()
    if signature.tag != f"{_DS}Signature" or signed.tag not in {
        f"{_SAMLP}Response",
        f"{_SAML}Assertion",
    }:
        raise WrongToken("signature misplaced")
    if len(signed.findall(f"{_DS}Signature")) != 1 or signature.xpath(
        ".//*[local-name()='Object' or local-name()='Manifest']"
    ):
        raise WrongToken("signatures")
    info = signature.findall(f"{_DS}SignedInfo")
    references = signature.xpath(".//*[local-name()='Reference']")
    if len(info) != 1 or len(references) != 1 or references[0].getparent() is not info[0]:
        raise WrongToken("references")
    if not signed.get("ID") or references[0].get("URI") != f"#{signed.get('ID')}":
        raise WrongToken("signed element")
    _require_algorithms(signature, "Transform", {_ENVELOPED, *_C14N}, most=2)
    _require_algorithms(signature, "CanonicalizationMethod", _C14N)
    _require_algorithms(signature, "SignatureMethod", _SIGNED_BY)
    _require_algorithms(signature, "DigestMethod", _DIGESTED_BY)


def _require_algorithms(signature: Any, name: str, allowed: set[str], *, most: int = 1) -> None:
    used = [one.get("Algorithm") for one in signature.iterfind(f"{_DS}SignedInfo//{_DS}{name}")]
    if not 0 < len(used) <= most or not set(used) <= allowed:
        raise WrongToken(f"{name}: {used}")


def is_success(root: Any) -> bool:
    """Whether the identity provider says that the person signed in."""
    code = root.find(f"{_SAMLP}Status/{_SAMLP}StatusCode")
    return code is not None and code.get("Value") == _SUCCESS


def read(
    root: Any, *, issuer: str, audience: str, recipient: str, attribute: str, now: float
) -> Answer:
    """What the assertion says; call it once its signature and the shape of the whole held. Raises WrongToken."""
    assertion = root.find(f"{_SAML}Assertion")
    if assertion is None or assertion.find(f"{_DS}Signature") is None:
        raise WrongToken("assertion unsigned")
    if root.get("Destination") not in {None, recipient}:
        raise WrongToken("destination")
    outer = root.find(f"{_SAML}Issuer")
    if outer is not None and _text(outer) != issuer:
        raise WrongToken("issuer outside")
    if _text(_only(assertion, "Issuer")) != issuer:
        raise WrongToken("issuer")
    conditions = _only(assertion, "Conditions")
    _require_now(conditions, now)
    restrictions = conditions.findall(f"{_SAML}AudienceRestriction")
    if not restrictions or not all(
        audience in [_text(one) for one in restriction.findall(f"{_SAML}Audience")]
        for restriction in restrictions
    ):
        raise WrongToken("audience")
    subject = _only(assertion, "Subject")
    request, ends = _confirmed(subject, recipient, now)
    if root.get("InResponseTo") not in {None, request}:
        raise WrongToken("another request")
    name = (
        _value(assertion, attribute) if attribute else _persistent_name(subject, issuer, audience)
    )
    if not 0 < len(name) <= MAX_SUBJECT_LENGTH or name != name.strip() or not name.isprintable():
        raise WrongToken("subject")
    return Answer(
        number=assertion.get("ID"),
        request=request,
        subject=name,
        ends_at=datetime.fromtimestamp(ends + MAX_LEEWAY, tz=UTC),
    )


def _confirmed(subject: Any, recipient: str, now: float) -> tuple[str, float]:
    """Which request the bearer's confirmation answers, and until when it holds: what is meant for us, now."""
    for confirmation in subject.findall(f"{_SAML}SubjectConfirmation"):
        data = confirmation.find(f"{_SAML}SubjectConfirmationData")
        if confirmation.get("Method") != _BEARER or data is None:
            continue
        request, ends = data.get("InResponseTo"), data.get("NotOnOrAfter")
        if data.get("Recipient") == recipient and request and ends:
            _require_now(data, now)
            if len(request) > MAX_SUBJECT_LENGTH:
                break
            return request, _moment(ends)
    raise WrongToken("confirmation")


def _persistent_name(subject: Any, issuer: str, audience: str) -> str:
    """The name that the identity provider has for this person, for us, and keeps."""
    name = subject.find(f"{_SAML}NameID")
    if name is None or name.get("Format") != _PERSISTENT:
        raise WrongToken("name format")
    if name.get("NameQualifier") not in {None, issuer} or name.get("SPNameQualifier") not in {
        None,
        audience,
    }:
        raise WrongToken("name qualifier")
    return _text(name)


def _value(assertion: Any, attribute: str) -> str:
    """The only value of this attribute."""
    values = [
        _text(value)
        for one in assertion.iterfind(f"{_SAML}AttributeStatement/{_SAML}Attribute")
        if one.get("Name") == attribute
        for value in one.findall(f"{_SAML}AttributeValue")
    ]
    if len(values) != 1:
        raise WrongToken(f"{attribute}: {len(values)}")
    return values[0]


def _require_now(element: Any, now: float) -> None:
    begins, ends = element.get("NotBefore"), element.get("NotOnOrAfter")
    if begins and _moment(begins) - MAX_LEEWAY > now:
        raise WrongToken("not yet")
    if ends and _moment(ends) + MAX_LEEWAY <= now:
        raise WrongToken("ended")


def _moment(text: str) -> float:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise WrongToken("time") from error
    if moment.tzinfo is None:
        raise WrongToken("time")
    return moment.timestamp()


def _only(parent: Any, name: str) -> Any:
    children = parent.findall(f"{_SAML}{name}")
    if len(children) != 1:
        raise WrongToken(f"{name}: {len(children)}")
    return children[0]


def _text(element: Any) -> str:
    """Its words, which nothing stands between."""
    if len(element):
        raise WrongToken("elements")
    return element.text or ""
