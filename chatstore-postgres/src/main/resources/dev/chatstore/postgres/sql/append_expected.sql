-- As append.sql, where some heads must exist or be at a version. A head at another version than expected is not returned
-- and gets no messages. Neither is a new conversation with a profile, which is written to another table: such a head, and
-- one of which a later version is expected, must exist.
-- The expected versions come as a JSON object, because the update of an existing head cannot see its row of heads. An
-- expected head is looked up by its key: an exists would read all heads where there are few. Because of this lookup, the
-- server plans the statement anew for each call.
with given as materialized (
    select cast(:expected as jsonb) as expected
), head as (
    insert into chat_conversation as c
        (tenant, id, version, message_count, last_sequence, tokens, archived, created_micros, active_micros,
         updated_micros)
    select h.tenant, h.id, h.appends, h.messages, h.messages, h.tokens, 0, :now, :now, :now
    from unnest(cast(:head_tenant as text[]), cast(:head_id as text[]), cast(:head_appends as bigint[]),
                cast(:head_messages as bigint[]), cast(:head_tokens as bigint[]), cast(:head_must_exist as bigint[]))
        with ordinality as h (tenant, id, appends, messages, tokens, must_exist, place)
    where h.must_exist = 0
       or (select e.deleted_micros is null from chat_conversation e where e.tenant = h.tenant and e.id = h.id)
    order by h.place
    {append_to_head}
      and coalesce(cast((select expected from given) -> c.tenant ->> c.id as bigint) = c.version, true)
    returning c.tenant, c.id, c.version, c.last_sequence
), {append_messages}
select tenant, id, version, last_sequence
from head
