"""The editorial office, inside Django's admin. No route of it writes the readers' tables: every move is an action."""
