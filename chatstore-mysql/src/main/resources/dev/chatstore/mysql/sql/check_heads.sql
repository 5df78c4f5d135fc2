-- Fails by an overflow unless the statement before it changed as many rows as it was to change. Not by a "do", which
-- succeeds on MariaDB whatever it meets.
select exp(1000 * (row_count() <> :changes))
