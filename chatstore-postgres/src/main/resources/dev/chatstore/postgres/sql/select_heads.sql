select c.tenant, c.id, c.version, c.last_sequence, c.archived, c.deleted_micros, c.leftover, c.in_segments
from rows from (jsonb_to_recordset(cast(:conversations as jsonb)) as (tenant text, id text)) with ordinality as k
join chat_conversation c on c.tenant = k.tenant and c.id = k.id
order by k.ordinality
for no key update of c
