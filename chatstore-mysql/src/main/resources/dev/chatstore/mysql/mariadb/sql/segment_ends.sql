select c.tenant, c.id, c.last_sequence - c.message_count as last_sequence
from json_table(:conversations, '$[*]' columns (tenant varchar(255) path '$.tenant', id varchar(255) path '$.id')) k
straight_join chat_conversation c force index (primary)
    on c.tenant = k.tenant collate utf8mb4_nopad_bin and c.id = k.id collate utf8mb4_nopad_bin
where c.in_segments > 0 and c.deleted_micros is null
