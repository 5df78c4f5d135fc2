-- Assignments take effect from left to right, so the columns of the condition are assigned last.
insert into chat_session (
    tenant, name, id, owner, version, state, created_micros, updated_micros, expires_micros, removed, write_token)
values (:tenant, :name, :id, :owner, 1, :state, :now, :now, :expires, 0, :token)
on duplicate key update
    owner = if(removed <> 0 or expires_micros <= :now, values(owner), owner),
    version = if(removed <> 0 or expires_micros <= :now, version + 1, version),
    state = if(removed <> 0 or expires_micros <= :now, values(state), state),
    created_micros = if(removed <> 0 or expires_micros <= :now, values(created_micros), created_micros),
    updated_micros = if(removed <> 0 or expires_micros <= :now, values(updated_micros), updated_micros),
    write_token = if(removed <> 0 or expires_micros <= :now, values(write_token), write_token),
    expires_micros = if(removed <> 0 or expires_micros <= :now, values(expires_micros), expires_micros),
    removed = 0
