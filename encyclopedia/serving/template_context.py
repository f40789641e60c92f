"""What every template can show about the site."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest | None = None) -> dict[str, object]:
    """The site's own words; they depend on the settings alone, so that a page can be composed without a request."""
    return {
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "site_licence": settings.SITE_LICENCE,
        "site_licence_url": settings.SITE_LICENCE_URL,
        "sample_content": settings.SAMPLE_CONTENT,
    }
