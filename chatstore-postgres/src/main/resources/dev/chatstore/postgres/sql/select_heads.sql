select c.tenant, c.id, c.version, c.last_sequence, c.deleted_micros
from jsonb_array_elements(cast(:conversations as jsonb)) with ordinality as k (v, n)
join chat_conversation c on c.tenant = k.v ->> 0 and c.id = k.v ->> 1
order by k.n
for no key update of c
