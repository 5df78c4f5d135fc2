update chat_session
set removed = 1, state = '', expires_micros = :now
where tenant = :tenant and id = :id and {session_is_live}
