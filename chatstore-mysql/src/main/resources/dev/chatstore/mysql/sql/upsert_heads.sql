-- Assigned from left to right, each seeing what those before it made. Touches no column of an index.
insert into chat_conversation
    (tenant, id, version, message_count, last_sequence, tokens, archived, created_micros, updated_micros)
select k.tenant, k.id, k.version, k.messages, k.last_sequence, k.tokens, 0, :now, :now
from json_table(:heads, '$[*]' columns (
    tenant varchar(255) path '$[0]', id varchar(255) path '$[1]', version bigint path '$[2]',
    messages bigint path '$[3]', last_sequence bigint path '$[4]', tokens bigint path '$[5]')) k
on duplicate key update
    version = values(version),
    message_count = chat_conversation.message_count + values(message_count),
    last_sequence = values(last_sequence),
    tokens = chat_conversation.tokens + values(tokens),
    updated_micros = values(updated_micros)
