"""What SAML's identity provider asks of us: our metadata, and the address to which it has people's answers posted."""

from __future__ import annotations

import logging

from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from editorial.accounts.outside import saml_answers
from editorial.accounts.outside.arriving import failed
from editorial.accounts.outside.id_tokens import WrongToken
from editorial.accounts.outside.providers import Provider, provider_or_404

logger = logging.getLogger(__name__)
MAX_STATE_LENGTH = 100


@require_safe
@never_cache
def metadata(request: HttpRequest, provider: str) -> HttpResponse:
    known = _speaking_saml(provider)
    from editorial.accounts.outside import saml

    return HttpResponse(saml.our_metadata(known), content_type="application/samlmetadata+xml")


@csrf_exempt  # The form is the identity provider's; it changes nothing by itself, and no cookie comes with it.
@require_POST
@never_cache
def posted(request: HttpRequest, provider: str) -> HttpResponseBase:
    """Takes an answer in, and leads the browser on to where it says with its cookie who set out for it."""
    known = _speaking_saml(provider)
    from editorial.accounts.outside import saml

    state = request.POST.get("RelayState", "")[:MAX_STATE_LENGTH]
    try:
        answer = saml.answer_of(known, request.POST.get("SAMLResponse", ""))
        query = {"state": state, "code": saml_answers.keep(known, answer)}
    except saml.NotSignedIn:
        query = {"state": state, "error": "access_denied"}
    except WrongToken as error:
        logger.warning("%s: wrong answer: %s", known.slug, error)
        return failed(request, known, _("What came back was not from there, or not for you."))
    except ImproperlyConfigured as error:
        logger.warning("%s: %s", known.slug, error)
        words = _("This site is not set up for it as it should be. Tell whoever manages it.")
        return failed(request, known, words, status=502)
    return HttpResponseRedirect(reverse("account_outside_back", args=[known.slug], query=query))


def _speaking_saml(slug: str) -> Provider:
    provider = provider_or_404(slug)
    if not provider.speaks_saml:
        raise Http404
    return provider
