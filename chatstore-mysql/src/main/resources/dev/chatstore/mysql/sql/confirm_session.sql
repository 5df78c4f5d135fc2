-- Passes the time of expiry to the caller, who knows the rest.
update chat_session
set expires_micros = last_insert_id({clock} + :ttl)
where tenant = :tenant and name = :name and id = :id and version = :expected
  and updated_micros = coalesce(:read_updated, updated_micros) and {session_is_live}
