select distinct s.id
from jsonb_to_recordset(cast(:ids as jsonb)) as k (id text)
join chat_segment s on s.id = k.id
