-- Assignments are made from left to right, each with the results of those before it: the condition is changed last.
insert into chat_session (tenant, id, version, state, created_micros, updated_micros, expires_micros, removed, write_token)
values (:tenant, :id, 1, :state, :now, :now, :expires, 0, :token)
on duplicate key update
    version = if(removed <> 0 or expires_micros <= :now, version + 1, version),
    state = if(removed <> 0 or expires_micros <= :now, values(state), state),
    created_micros = if(removed <> 0 or expires_micros <= :now, values(created_micros), created_micros),
    updated_micros = if(removed <> 0 or expires_micros <= :now, values(updated_micros), updated_micros),
    write_token = if(removed <> 0 or expires_micros <= :now, values(write_token), write_token),
    expires_micros = values(expires_micros),
    removed = 0
returning {session_columns}
