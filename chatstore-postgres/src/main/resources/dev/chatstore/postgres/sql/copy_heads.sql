copy chat_conversation
    (tenant, id, version, message_count, last_sequence, tokens, owner, archived, created_micros, active_micros,
     updated_micros)
from stdin
