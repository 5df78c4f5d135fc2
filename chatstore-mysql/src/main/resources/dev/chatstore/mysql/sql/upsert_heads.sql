-- Assignments are made from left to right, each with the results of those before it. Changes no indexed column.
insert into chat_conversation
    (tenant, id, version, message_count, last_sequence, tokens, archived, created_micros, updated_micros)
values (:tenant, :conversation, :version, :messages, :last_sequence, :tokens, 0, :now, :now)
on duplicate key update
    version = values(version),
    message_count = chat_conversation.message_count + values(message_count),
    last_sequence = values(last_sequence),
    tokens = chat_conversation.tokens + values(tokens),
    updated_micros = values(updated_micros)
