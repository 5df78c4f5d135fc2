update chat_session
set expires_micros = :expires
where tenant = :tenant and name = :name and id = :id and {session_is_live}
