"""The audit log: its head, its verification, and what keeps the head outside the database."""
