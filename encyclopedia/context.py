"""Kept for settings that name it: the context processor is now in `encyclopedia.serving.template_context`."""

from encyclopedia.serving.template_context import site

__all__ = ["site"]
