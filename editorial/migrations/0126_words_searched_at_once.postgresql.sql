-- forwards

ALTER INDEX editorial_drafttext_words SET (fastupdate = off)

SELECT gin_clean_pending_list('editorial_drafttext_words')

-- backwards

ALTER INDEX editorial_drafttext_words RESET (fastupdate)
