"""The catalogues that this site may ask, in the order in which they have the word."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from editorial.catalogues.known import ADDRESSES, NoCatalogue, catalogues
from editorial.catalogues.works import Catalogue, Named


def switched_on() -> tuple[Catalogue, ...]:
    """Raises ImproperlyConfigured for what is no list of catalogues."""
    return _read(tuple(settings.CATALOGUES))


@lru_cache(maxsize=8)
def _read(listed: tuple[str, ...]) -> tuple[Catalogue, ...]:
    try:
        return catalogues(listed)
    except NoCatalogue as error:
        if error.fault == "name":
            raise ImproperlyConfigured(
                f"CATALOGUES: {error.named!r} is none of {', '.join(ADDRESSES)}."
            ) from error
        if error.fault == "missing":
            raise ImproperlyConfigured(
                f"CATALOGUES: {error.named} needs an address, as {error.named}=https://…"
            ) from error
        if error.fault == "mark":
            raise ImproperlyConfigured(
                f"CATALOGUES: {error.named!r} has none of {{isbn}}, {{doi}} and {{words}}."
            ) from error
        raise ImproperlyConfigured(
            f"CATALOGUES: {error.named!r} is no address that can be asked."
        ) from error


def that_take(named: Named) -> tuple[Catalogue, ...]:
    return tuple(catalogue for catalogue in switched_on() if named in catalogue.takes)


def agent() -> str:
    """How the site names itself to those it asks, with somebody to write to."""
    return f"Stet/1 ({settings.SITE_URL}; mailto:{settings.DEFAULT_FROM_EMAIL})"
