"""The rule of the library: what is recorded of a picture is recorded with its event, which has the same digest."""

from __future__ import annotations

from collections.abc import Iterator

from editorial.models.trigger_rule import Trigger

TABLE = "editorial_picturerecord"


def picture_triggers() -> Iterator[Trigger]:
    told = (  # no part of it is input
        "SELECT 1 FROM editorial_event e WHERE e.at = NEW.at"
        " AND e.action IN ('describe_picture', 'set_aside_picture', 'bring_back_picture')"
        " AND (e.action = 'set_aside_picture') = NEW.is_aside"
        " AND e.data->>'picture' = NEW.picture_id AND CAST(e.data->>'number' AS bigint) = NEW.number"
        " AND e.data->>'digest' = NEW.digest"
        " AND (e.by_id = NEW.by_id OR (e.format = 2 AND e.salt = ''))"
    )
    yield Trigger(
        TABLE,
        f"{TABLE}_has_its_event",
        "INSERT",
        f"NOT EXISTS ({told})",
        f"stet: a row of {TABLE} needs its event in the audit log",
    )
