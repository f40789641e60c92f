"""Kept for settings that name it: the middleware is now in `encyclopedia.serving.empty_bodies`."""

from encyclopedia.serving.empty_bodies import bodiless

__all__ = ["bodiless"]
