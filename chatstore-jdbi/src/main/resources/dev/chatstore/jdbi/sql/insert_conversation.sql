insert into chat_conversation
    (tenant, id, version, message_count, last_sequence, tokens, owner, archived, created_micros, active_micros,
     updated_micros)
values (:tenant, :conversation, :version, 0, 0, 0, :owner, 0, :now, :now, :now)
on conflict (tenant, id) do update set
    version = excluded.version,
    owner = excluded.owner,
    created_micros = excluded.created_micros,
    active_micros = excluded.active_micros,
    updated_micros = excluded.updated_micros,
    deleted_micros = null
