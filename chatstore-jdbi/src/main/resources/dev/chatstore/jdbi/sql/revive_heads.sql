insert into chat_conversation
    (tenant, id, version, message_count, last_sequence, tokens, owner, archived, created_micros, active_micros,
     updated_micros)
values (:tenant, :conversation, :version, :messages, :last_sequence, :tokens, :owner, 0, :now, :now, :now)
on conflict (tenant, id) do update set
    version = excluded.version,
    message_count = chat_conversation.message_count + excluded.message_count,
    last_sequence = excluded.last_sequence,
    tokens = chat_conversation.tokens + excluded.tokens,
    archived = 0,
    owner = case when chat_conversation.deleted_micros is null then chat_conversation.owner else excluded.owner end,
    created_micros = case when chat_conversation.deleted_micros is null then chat_conversation.created_micros else excluded.created_micros end,
    active_micros = excluded.active_micros,
    updated_micros = excluded.updated_micros,
    deleted_micros = null
