-- Assignments are made from left to right, each with the results of those before it: deleted_micros is changed last.
insert into chat_conversation
    (tenant, id, version, message_count, last_sequence, tokens, owner, archived, created_micros, active_micros,
     updated_micros)
values (:tenant, :conversation, :version, :messages, :last_sequence, :tokens, :owner, 0, :now, :now, :now)
on duplicate key update
    version = values(version),
    message_count = chat_conversation.message_count + values(message_count),
    last_sequence = values(last_sequence),
    tokens = chat_conversation.tokens + values(tokens),
    archived = 0,
    owner = if(deleted_micros is null, owner, values(owner)),
    created_micros = if(deleted_micros is null, created_micros, values(created_micros)),
    active_micros = values(active_micros),
    updated_micros = values(updated_micros),
    deleted_micros = null
