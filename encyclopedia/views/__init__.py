"""The readers' views: plain functions, one file for each family of pages."""
