insert into chat_session (tenant, id, version, state, created_micros, updated_micros, expires_micros, removed, write_token)
values (:tenant, :id, 1, :state, :now, :now, :expires, 0, :token)
on conflict (tenant, id) do update set
    version = chat_session.version + 1,
    state = excluded.state,
    created_micros = excluded.created_micros,
    updated_micros = excluded.updated_micros,
    expires_micros = excluded.expires_micros,
    removed = 0,
    write_token = excluded.write_token
where chat_session.removed <> 0 or chat_session.expires_micros <= :now
returning {session_columns}
