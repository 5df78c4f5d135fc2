-- Held until the transaction ends.
with lock as materialized (
    select pg_advisory_xact_lock(hashtextextended(current_schema() || '.chat_schema', 0))
)
select count(*) from lock
