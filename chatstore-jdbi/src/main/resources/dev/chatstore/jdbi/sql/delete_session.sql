update chat_session
set removed = 1, owner = null, state = '', expires_micros = {clock}
where tenant = :tenant and name = :name and id = :id and {session_is_live}
