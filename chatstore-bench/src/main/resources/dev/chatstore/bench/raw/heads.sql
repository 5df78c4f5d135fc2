insert into chat_conversation
    (tenant, id, version, message_count, last_sequence, tokens, archived, created_micros, active_micros,
     updated_micros)
select tenant, conversation, max(version), count(*), max(sequence), 0, 0, min(created_micros), max(created_micros),
       max(created_micros)
from chat_message
group by tenant, conversation
