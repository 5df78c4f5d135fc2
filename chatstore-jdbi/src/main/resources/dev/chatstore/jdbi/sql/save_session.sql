update chat_session
set owner = coalesce(:owner, owner), version = version + 1, state = :state, updated_micros = :now,
    expires_micros = {clock} + :ttl, write_token = :token
where tenant = :tenant and name = :name and id = :id and version = :expected
  and updated_micros = coalesce(:read_updated, updated_micros) and {session_is_live}
returning {session_columns}
