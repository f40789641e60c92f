"""The one page."""

from django.db import models
from wagtail.models import Page
from wagtailcache.cache import WagtailCacheMixin


class HeldPage(WagtailCacheMixin, Page):
    """A page whose field is all of its HTML."""

    html = models.TextField()
