"""The checks of citations by their digests, in SQL: every check asks for them, and Django takes long to write it."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models.expressions import RawSQL

_MADE_OF = """
SELECT made.id FROM editorial_check made WHERE made.digest IN ({digests})
UNION
SELECT earlier.id FROM editorial_digestupgrade upgrade
JOIN editorial_check earlier ON earlier.digest = upgrade.old AND earlier.revision = upgrade.revision
WHERE upgrade.new IN ({digests})
"""


def made_of(digests: Collection[str]) -> RawSQL:
    """The ids of the checks that have one of these digests (at least one), or had it before an upgrade."""
    listed = list(digests)
    statement = _MADE_OF.format(digests=", ".join(["%s"] * len(listed)))
    return RawSQL(statement, [*listed, *listed])  # noqa: S611 — no part of it is input
