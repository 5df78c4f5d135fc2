-- The lock ends with the transaction.
with lock as materialized (
    select pg_advisory_xact_lock(hashtextextended(current_schema() || '.chat_schema', 0))
)
select count(*) from lock
