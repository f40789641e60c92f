"""The Content-Security-Policy with its directives in order.

django-csp takes them from a set: each process would send them in another order, and so would each host.
"""

from __future__ import annotations

from csp.utils import build_policy


def content_policy() -> str:
    """The policy of every answer, from the settings."""
    return "; ".join(sorted(build_policy().split("; ")))
