-- Reads a table, which decides on the moment that a transaction shows.
select {clock} as moment_micros, (select count(*) from chat_store) as stores
