-- A cross join keeps the given keys outermost.
select c.tenant, c.id, c.last_sequence - c.message_count as last_sequence
from json_each(:conversations) k
cross join chat_conversation c on c.tenant = k.value ->> 'tenant' and c.id = k.value ->> 'id'
where c.in_segments > 0 and c.deleted_micros is null
