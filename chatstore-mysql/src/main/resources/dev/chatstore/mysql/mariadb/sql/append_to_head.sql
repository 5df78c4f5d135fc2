-- Adds to a head, or creates it if it is missing. Unlike a read of a missing row, it locks no gap. Changes no indexed
-- column but active_day, once a day, and archived, if it was.
insert into chat_conversation
    (tenant, id, version, message_count, last_sequence, tokens, owner, archived, created_micros, active_micros,
     updated_micros)
values (:tenant, :conversation, :version, :messages, :last_sequence, :tokens, :owner, 0, :now, :now, :now)
on duplicate key update
    version = chat_conversation.version + values(version),
    message_count = chat_conversation.message_count + values(message_count),
    last_sequence = chat_conversation.last_sequence + values(last_sequence),
    tokens = chat_conversation.tokens + values(tokens),
    archived = 0,
    active_micros = values(active_micros),
    updated_micros = values(updated_micros)
returning tenant, id, version, last_sequence, archived, deleted_micros, leftover, in_segments
