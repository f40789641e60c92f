"""A form that arrived after its session ended, or with the token of an earlier one: its words, to be sent again.

They stand in the answer alone, in the window of whoever typed them: nothing is kept, and nobody else is shown them.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.csrf import csrf_failure

OFFICE = "/admin/"
# Names of fields that nobody types words into.
_NOT_TYPED = frozenset({"csrfmiddlewaretoken", "next", "password"})
# What is shown besides being sent again, in characters.
MIN_WORDS = 2


def is_sent_by_a_page(request: HttpRequest) -> bool:
    """Whether a person sent a form of the office, no script: a script asks them to sign in by itself."""
    return (
        request.method == "POST"
        and request.path.startswith(OFFICE)
        and "text/html" in request.headers.get("Accept", "")
    )


def is_ours(request: HttpRequest) -> bool:
    """Whether one of our own pages sent it, as the browser says."""
    origin = request.headers.get("Origin", "")
    return (
        origin == request.build_absolute_uri("/").rstrip("/")
        or request.headers.get("Sec-Fetch-Site") == "same-origin"
    )


def kept_words(request: HttpRequest) -> dict[str, object]:
    """What was typed, for `editorial/not_sent.html`; no query is made."""
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in _NOT_TYPED
        for value in values
    ]
    return {
        "fields": fields,
        "files": [
            file.name for _field, file in request.FILES.items() if not isinstance(file, list)
        ],
        "typed": [value for _name, value in fields if len(value.split()) >= MIN_WORDS],
    }


def not_sent(request: HttpRequest) -> HttpResponse:
    """403: what was typed, and how to send it once one is signed in."""
    context = {
        **kept_words(request),
        "signed_in": request.user.is_authenticated,
        "token": reverse("admin:form_token"),
        "sign_in": f"{reverse('account_login')}?next={reverse('admin:signed_in')}",
    }
    return render(request, "editorial/not_sent.html", context, status=403)


def token_failed(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """For a form with a token that does not hold. Only one of our own pages gets its words back to be sent again."""
    if is_ours(request) and is_sent_by_a_page(request):
        return not_sent(request)
    return csrf_failure(request, reason)
