"""What every template can show about the site."""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from encyclopedia import house


def site(request: HttpRequest | None = None) -> dict[str, object]:
    """The site's own words; they depend on the settings alone, so that a page can be composed without a request."""
    return {
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "site_licence": settings.SITE_LICENCE,
        "site_licence_url": settings.SITE_LICENCE_URL,
        "sample_content": settings.SAMPLE_CONTENT,
        "house_colours": _colours(),
        "logo": _logo(),
    }


def site_logo() -> house.Logo | None:
    """The logo that the settings name, read once a process; none where the file is no logo (a check says so)."""
    try:
        return _read(settings.SITE_LOGO) if settings.SITE_LOGO else None
    except house.UnreadableLogo:
        return None


@lru_cache(maxsize=4)
def _read(path: str) -> house.Logo:
    return house.read_logo(Path(path))


def _colours() -> str:
    """The address of the style sheet of the house, different for any other colour; empty without one."""
    if not settings.SITE_COLOUR:
        return ""
    digest = sha256(house.sheet(settings.SITE_COLOUR).encode()).hexdigest()[:16]
    return f"{reverse('house_colours')}?{digest}"


def _logo() -> dict[str, object] | None:
    logo = site_logo()
    if logo is None:
        return None
    return {
        "address": f"{reverse('house_logo')}?{logo.digest}",
        "alt": settings.SITE_LOGO_ALT or settings.SITE_NAME,
        "width": logo.width,
        "height": logo.height,
    }
