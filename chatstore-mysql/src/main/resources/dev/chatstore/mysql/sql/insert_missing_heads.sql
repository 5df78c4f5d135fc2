insert into chat_conversation
    (tenant, id, version, message_count, last_sequence, tokens, archived, created_micros, active_micros,
     updated_micros, deleted_micros)
select k.tenant, k.id, 0, 0, 0, 0, 0, :now, :now, :now, {clock}
from json_table(:conversations, '$[*]' columns (tenant varchar(255) path '$.tenant', id varchar(255) path '$.id')) k
on duplicate key update id = values(id)
