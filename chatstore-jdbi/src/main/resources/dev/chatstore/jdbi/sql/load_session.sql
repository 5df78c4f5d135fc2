-- A live session stays as it is.
insert into chat_session (
    tenant, name, id, owner, version, state, created_micros, updated_micros, expires_micros, removed, write_token)
values (:tenant, :name, :id, :owner, :version, :state, :created, :updated, :expires, 0, :token)
on conflict (tenant, name, id) do update set
    owner = excluded.owner,
    version = chat_session.version + excluded.version,
    state = excluded.state,
    created_micros = excluded.created_micros,
    updated_micros = excluded.updated_micros,
    expires_micros = excluded.expires_micros,
    removed = 0,
    write_token = excluded.write_token
where chat_session.removed <> 0 or chat_session.expires_micros <= {clock}
