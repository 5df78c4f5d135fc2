select c.tenant, c.id, c.last_sequence - c.message_count as last_sequence
from jsonb_to_recordset(cast(:conversations as jsonb)) as k (tenant text, id text)
join chat_conversation c on c.tenant = k.tenant and c.id = k.id
where c.in_segments > 0 and c.deleted_micros is null
