select c.tenant, c.id, c.version, c.last_sequence, c.deleted_micros
from json_each(:conversations) k
join chat_conversation c on c.tenant = k.value ->> 0 and c.id = k.value ->> 1
