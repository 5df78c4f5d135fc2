select get_lock(concat('chatstore.', md5(database())), 5)
