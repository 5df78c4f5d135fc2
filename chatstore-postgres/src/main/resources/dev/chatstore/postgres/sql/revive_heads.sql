update chat_conversation c
set version = cast(h.v ->> 2 as bigint),
    message_count = c.message_count + cast(h.v ->> 3 as bigint),
    last_sequence = cast(h.v ->> 4 as bigint),
    tokens = c.tokens + cast(h.v ->> 5 as bigint),
    created_micros = case when c.deleted_micros is null then c.created_micros else :now end,
    updated_micros = :now,
    deleted_micros = null
from jsonb_array_elements(cast(:heads as jsonb)) as h (v)
where c.tenant = h.v ->> 0 and c.id = h.v ->> 1
