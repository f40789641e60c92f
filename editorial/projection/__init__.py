"""What the office derives from the newest revision: queues, draft citations, duplicates, counts. Every row has one
owner."""
