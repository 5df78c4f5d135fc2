insert into chat_session (
    tenant, name, id, owner, version, state, created_micros, updated_micros, expires_micros, removed, write_token)
values (:tenant, :name, :id, :owner, 1, :state, :now, :now, {clock} + :ttl, 0, :token)
on conflict (tenant, name, id) do update set
    owner = case when chat_session.removed = 0 and coalesce(chat_session.expires_micros > {clock}, true)
        then chat_session.owner else excluded.owner end,
    version = case when chat_session.removed = 0 and coalesce(chat_session.expires_micros > {clock}, true)
        then chat_session.version else chat_session.version + 1 end,
    state = case when chat_session.removed = 0 and coalesce(chat_session.expires_micros > {clock}, true)
        then chat_session.state else excluded.state end,
    created_micros = case when chat_session.removed = 0 and coalesce(chat_session.expires_micros > {clock}, true)
        then chat_session.created_micros else excluded.created_micros end,
    updated_micros = case when chat_session.removed = 0 and coalesce(chat_session.expires_micros > {clock}, true)
        then chat_session.updated_micros else excluded.updated_micros end,
    write_token = case when chat_session.removed = 0 and coalesce(chat_session.expires_micros > {clock}, true)
        then chat_session.write_token else excluded.write_token end,
    expires_micros = excluded.expires_micros,
    removed = 0
returning {session_columns}
