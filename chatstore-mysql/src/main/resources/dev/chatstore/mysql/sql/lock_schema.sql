-- Waits for a second. The migrator asks again.
select get_lock(concat('chatstore.', md5(database())), 1)
