select tenant, id, version, last_sequence, archived, deleted_micros, leftover, in_segments
from chat_conversation force index (primary)
where (tenant = :tenant and id = :conversation)
