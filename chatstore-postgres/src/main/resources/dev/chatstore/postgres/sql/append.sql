-- A head is written where nothing is in the way; where something is, it is not returned and has no messages written.
-- The expected versions come as an object as well: the update of a head that is there cannot see the row it came from.
-- A head that is expected is looked up by its key: an exists would be answered by reading all heads where there are few.
with given as materialized (
    select cast(:expected as jsonb) as expected
), head as (
    insert into chat_conversation as c
        (tenant, id, version, message_count, last_sequence, tokens, archived, created_micros, updated_micros)
    select h.v ->> 0, h.v ->> 1, cast(h.v ->> 2 as bigint), cast(h.v ->> 3 as bigint), cast(h.v ->> 3 as bigint),
           cast(h.v ->> 4 as bigint), 0, :now, :now
    from jsonb_array_elements(cast(:heads as jsonb)) with ordinality as h (v, n)
    where coalesce(h.v ->> 5, '0') = '0'
       or (select e.deleted_micros is null from chat_conversation e where e.tenant = h.v ->> 0 and e.id = h.v ->> 1)
    order by h.n
    on conflict (tenant, id) do update set
        version = c.version + excluded.version,
        message_count = c.message_count + excluded.message_count,
        last_sequence = c.last_sequence + excluded.last_sequence,
        tokens = c.tokens + excluded.tokens,
        updated_micros = excluded.updated_micros
    where c.deleted_micros is null
      and coalesce(cast((select expected from given) -> c.tenant ->> c.id as bigint) = c.version, true)
    returning c.tenant, c.id, c.version, c.last_sequence
), written as (
    insert into chat_message
        (tenant, conversation, sequence, version, id, role, author, text, attachments, metadata, parent, tokens,
         revision, created_micros, redacted, fingerprint, write_token)
    select head.tenant, head.id, head.last_sequence - cast(m.v ->> 2 as bigint),
           head.version - cast(m.v ->> 3 as bigint), m.v ->> 4, m.v ->> 5, m.v ->> 6, m.v ->> 11, m.v ->> 12, m.v ->> 13,
           nullif(cast(m.v ->> 7 as bigint), head.last_sequence - cast(m.v ->> 2 as bigint) - 1),
           cast(m.v ->> 8 as bigint), 1, :now, 0, cast(m.v ->> 9 as bigint), cast(m.v ->> 10 as bigint)
    from jsonb_array_elements(cast(:messages as jsonb)) as m (v)
    join head on head.tenant = m.v ->> 0 and head.id = m.v ->> 1
)
select tenant, id, version, last_sequence
from head
