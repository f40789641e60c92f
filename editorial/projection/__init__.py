"""What the office derives from the newest revision: queues, draft citations, duplicates, counts. One owner for each
row."""
