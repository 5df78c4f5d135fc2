-- The forced order of the joins keeps the given ranges outermost. Of a range that is a part of a conversation, the server
-- reads the whole conversation.
select {message_count_columns}, sum(octet_length(m.text)) as text_bytes
from json_table(:ranges, '$[*]' columns (
    conversation varchar(255) path '$.conversation', first bigint path '$.first', last bigint path '$.last')) k
straight_join chat_conversation c force index (primary)
    on c.tenant = :tenant and c.id = k.conversation collate utf8mb4_nopad_bin and c.deleted_micros is null
straight_join chat_message m force index (primary)
    on m.tenant = c.tenant and m.conversation = c.id and m.sequence between greatest(k.first, c.last_sequence - c.message_count + 1)
        and least(k.last, c.last_sequence)
group by m.conversation, m.role, stored_day, said_day
