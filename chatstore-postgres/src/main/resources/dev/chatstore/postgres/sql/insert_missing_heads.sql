insert into chat_conversation
    (tenant, id, version, message_count, last_sequence, tokens, archived, created_micros, active_micros,
     updated_micros, deleted_micros)
select k.tenant, k.id, 0, 0, 0, 0, 0, :now, :now, :now, {clock}
from rows from (jsonb_to_recordset(cast(:conversations as jsonb)) as (tenant text, id text)) with ordinality as k
order by k.ordinality
on conflict (tenant, id) do nothing
