"""A Wagtail site of one page that holds the same HTML as ours, with its page cache as that's guide sets it up."""
