"""How PostgreSQL reads tables that grow by hundreds of rows in one statement."""

from __future__ import annotations

from django.db import connection


def plan_anew() -> None:
    """Let this connection's statements, those in triggers too, be planned for the tables as they are now.

    PostgreSQL keeps the plans of triggers for as long as the connection lasts, or until the tables are analysed. Those
    that were made while the tables were almost empty read them from end to end, for every row that is added: a first
    import would take the square of its length. Call before many rows are written; it takes no time itself.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DISCARD PLANS")
