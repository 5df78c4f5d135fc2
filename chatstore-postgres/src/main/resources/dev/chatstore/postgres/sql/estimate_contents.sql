-- The server keeps the number of live rows up to date, but begins at 0 after a crash and on a standby: until the table is
-- analyzed or vacuumed again, which the server notes, the number of the last time may be the better one.
select cast(max(t.live) filter (where t.name = 'chat_conversation') as bigint) as conversations,
       cast(max(t.live) filter (where t.name = 'chat_message') as bigint) as messages,
       cast(null as bigint) as tokens,
       cast(max(t.live) filter (where t.name = 'chat_session') as bigint) as sessions,
       0 as is_exact,
       cast(sum(t.bytes) as bigint) as storage_bytes
from (
    select n.name,
           sum(case when coalesce(pg_stat_get_last_analyze_time(r.oid), pg_stat_get_last_autoanalyze_time(r.oid),
                       pg_stat_get_last_vacuum_time(r.oid), pg_stat_get_last_autovacuum_time(r.oid)) is null
                   then greatest(cast(r.reltuples as double precision),
                       cast(pg_stat_get_live_tuples(r.oid) as double precision), 0)
                   else cast(pg_stat_get_live_tuples(r.oid) as double precision) end) as live,
           sum(pg_total_relation_size(r.oid)) as bytes
    from unnest(array['chat_conversation', 'chat_message', 'chat_profile', 'chat_removal', 'chat_revision',
        'chat_segment', 'chat_session']) n (name)
    join pg_class r on r.relkind = 'r'
        and (r.oid = to_regclass(n.name)
            or r.oid in (select i.inhrelid from pg_inherits i where i.inhparent = to_regclass(n.name)))
    group by n.name) t
