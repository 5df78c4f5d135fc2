-- The lock ends with the transaction.
select 1
where pg_try_advisory_xact_lock(hashtextextended(current_schema() || '.chat_session', 0))
