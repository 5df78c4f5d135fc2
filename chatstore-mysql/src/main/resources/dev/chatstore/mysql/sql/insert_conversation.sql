insert into chat_conversation
    (tenant, id, version, message_count, last_sequence, tokens, owner, archived, created_micros, active_micros,
     updated_micros)
values (:tenant, :conversation, :version, 0, 0, 0, :owner, 0, :now, :now, :now)
on duplicate key update
    version = values(version),
    owner = values(owner),
    created_micros = values(created_micros),
    active_micros = values(active_micros),
    updated_micros = values(updated_micros),
    deleted_micros = null
