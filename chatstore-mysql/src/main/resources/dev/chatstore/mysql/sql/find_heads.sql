select tenant, id, version, last_sequence, archived, deleted_micros, leftover
from chat_conversation force index (primary)
where (tenant = :tenant and id = :conversation)
