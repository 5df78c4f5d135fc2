-- Assignments take effect from left to right, so the columns of the condition are assigned last. A live session stays as
-- it is.
insert into chat_session (
    tenant, name, id, owner, version, state, created_micros, updated_micros, expires_micros, removed, write_token)
values (:tenant, :name, :id, :owner, :version, :state, :created, :updated, :expires, 0, :token)
on duplicate key update
    owner = if(removed <> 0 or expires_micros <= {clock}, values(owner), owner),
    version = if(removed <> 0 or expires_micros <= {clock}, version + values(version), version),
    state = if(removed <> 0 or expires_micros <= {clock}, values(state), state),
    created_micros = if(removed <> 0 or expires_micros <= {clock}, values(created_micros), created_micros),
    updated_micros = if(removed <> 0 or expires_micros <= {clock}, values(updated_micros), updated_micros),
    write_token = if(removed <> 0 or expires_micros <= {clock}, values(write_token), write_token),
    expires_micros = if(removed <> 0 or expires_micros <= {clock}, values(expires_micros), expires_micros),
    removed = 0
