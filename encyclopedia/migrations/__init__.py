"""Migrations. Once released, a migration is never changed, and does for ever what it did: it imports nothing of the
program but the classes of fields and expressions that Django wrote there, and `encyclopedia.migrations._operations`:

- `frozen_sql(__file__)` runs the SQL that stands beside it in a file for each kind of database;
- `KeepTriggers([...])` goes around every operation that changes a table which is there, as `AlterField`, `AddField`,
  `RemoveField`, `AddConstraint`: on SQLite Django copies such a table, and without this its triggers are gone.

`tests/upgrades` tries all of them on the sites of former releases and compares the triggers with a new database's.
"""
