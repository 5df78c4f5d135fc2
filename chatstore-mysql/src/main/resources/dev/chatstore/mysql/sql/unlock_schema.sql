select release_lock(concat('chatstore.', md5(database())))
