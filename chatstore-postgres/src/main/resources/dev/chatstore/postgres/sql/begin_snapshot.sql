-- The driver would set the isolation of the session instead, which a pooler may have given to somebody else by then.
set transaction isolation level repeatable read, read only
