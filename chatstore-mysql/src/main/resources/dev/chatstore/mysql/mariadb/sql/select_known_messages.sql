select m.tenant, m.conversation, m.id, m.sequence, m.version, m.redacted, m.fingerprint
from json_table(:messages, '$[*]' columns (
    tenant varchar(255) path '$.tenant', conversation varchar(255) path '$.conversation', id varchar(255) path '$.id')) k
straight_join chat_message m force index (chat_message_by_id)
    on m.tenant = k.tenant collate utf8mb4_nopad_bin
    and m.conversation = k.conversation collate utf8mb4_nopad_bin
    and m.id = k.id collate utf8mb4_nopad_bin
