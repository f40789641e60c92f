-- forwards

ALTER INDEX encyclopedia_searchtext_words SET (fastupdate = off)

ALTER INDEX encyclopedia_searchtext_name_words SET (fastupdate = off)

SELECT gin_clean_pending_list('encyclopedia_searchtext_words')

SELECT gin_clean_pending_list('encyclopedia_searchtext_name_words')

-- backwards

ALTER INDEX encyclopedia_searchtext_words RESET (fastupdate)

ALTER INDEX encyclopedia_searchtext_name_words RESET (fastupdate)
