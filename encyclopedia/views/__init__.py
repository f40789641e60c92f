"""What answers readers: plain functions, one file a family of pages."""
