select tenant, id, version, last_sequence, archived, deleted_micros, leftover, in_segments
from chat_conversation
where tenant = :tenant and id = :conversation
for update
