-- In the place of a session that was read and is still the same.
update chat_session
set owner = :owner, version = version + :version, state = :state, created_micros = :created, updated_micros = :updated,
    expires_micros = :expires, write_token = :token
where tenant = :tenant and name = :name and id = :id and version = :expected and updated_micros = :read_updated
  and {session_is_live}
