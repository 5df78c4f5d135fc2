insert into chat_conversation
    (tenant, id, version, message_count, last_sequence, tokens, archived, created_micros, updated_micros, deleted_micros)
select k.v ->> 0, k.v ->> 1, 0, 0, 0, 0, 0, :now, :now, :now
from jsonb_array_elements(cast(:conversations as jsonb)) with ordinality as k (v, n)
order by k.n
on conflict (tenant, id) do nothing
