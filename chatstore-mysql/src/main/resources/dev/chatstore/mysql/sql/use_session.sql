update chat_session
set expires_micros = {clock} + :ttl
where tenant = :tenant and name = :name and id = :id and {session_is_live}
