"""The head of the chain of events at a public address: a copy kept elsewhere reveals a cut or replaced audit log."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from editorial.models import ChainHead


@never_cache
@require_safe
def head(request: HttpRequest) -> HttpResponse:
    """How many events there are and the newest one's hash: nothing of what they say."""
    newest = ChainHead.objects.get(pk=1)
    return JsonResponse({"seq": newest.seq, "head": newest.hash})
