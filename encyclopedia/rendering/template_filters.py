"""What every template can ask about languages, without loading it."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from encyclopedia.rendering.page_language import language_attributes, own_attributes

register = template.Library()


@register.filter
def named_language(tag: object) -> SafeString:
    """The attributes of an element in this language (BCP 47), where the page around it is in another one."""
    return language_attributes(str(tag or ""))


@register.filter
def of_language(tag: object) -> SafeString:
    """The attributes of an element in this language, wherever it stands."""
    return own_attributes(str(tag or ""))
