-- Writes the heads that nothing prevents, and their messages. A head that is prevented (removed, or with leftovers of a
-- removed one) is not returned and gets no messages. Each column is an array.
-- The server uses one plan for all calls, whose estimated cost must therefore hardly depend on the number of rows.
with head as (
    insert into chat_conversation as c
        (tenant, id, version, message_count, last_sequence, tokens, archived, created_micros, active_micros,
         updated_micros)
    select h.tenant, h.id, h.appends, h.messages, h.messages, h.tokens, 0, :now, :now, :now
    from unnest(cast(:head_tenant as text[]), cast(:head_id as text[]), cast(:head_appends as bigint[]),
                cast(:head_messages as bigint[]), cast(:head_tokens as bigint[]))
        with ordinality as h (tenant, id, appends, messages, tokens, place)
    order by h.place
    {append_to_head}
    returning c.tenant, c.id, c.version, c.last_sequence
), {append_messages}
select tenant, id, version, last_sequence
from head
