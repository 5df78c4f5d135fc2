-- A cross join keeps the given keys outermost. With few conversations the planner would scan them all.
select c.tenant, c.id, c.version, c.last_sequence, c.archived, c.deleted_micros, c.leftover, c.in_segments
from json_each(:conversations) k
cross join chat_conversation c on c.tenant = k.value ->> 'tenant' and c.id = k.value ->> 'id'
