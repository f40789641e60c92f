"""One rule that the database enforces, in both dialects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# In a condition: the event `e` tells the same time as this column of the row, in each dialect (SQLite: to the ms).
_SAME_TIME = re.compile(r"same_time\((\w+)\)")
_FORMAT = "%Y-%m-%d %H:%M:%f"


@dataclass(frozen=True)
class Trigger:
    """Refuses `operation` (INSERT, UPDATE or DELETE) on `table` when `condition` (SQL over NEW and OLD) holds."""

    table: str
    name: str
    operation: str
    condition: str
    message: str

    def sqlite(self) -> str:
        same_time = rf"strftime('{_FORMAT}', e.data->>'\1') = strftime('{_FORMAT}', NEW.\1)"
        condition = _SAME_TIME.sub(same_time, self.condition)
        return (
            f"CREATE TRIGGER {self.name} BEFORE {self.operation} ON {self.table} FOR EACH ROW"
            f" WHEN {condition} BEGIN SELECT RAISE(ABORT, '{self.message}'); END"
        )

    def postgresql(self) -> Iterator[str]:
        row = "OLD" if self.operation == "DELETE" else "NEW"
        same_time = r"CAST(e.data->>'\1' AS timestamptz) = NEW.\1"
        condition = _SAME_TIME.sub(same_time, self.condition)
        yield (
            f"CREATE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN"
            f" IF {condition} THEN RAISE EXCEPTION '{self.message}'"
            f" USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {row}; END $stet$"
        )
        yield (
            f"CREATE TRIGGER {self.name} BEFORE {self.operation} ON {self.table}"
            f" FOR EACH ROW EXECUTE FUNCTION {self.name}()"
        )
