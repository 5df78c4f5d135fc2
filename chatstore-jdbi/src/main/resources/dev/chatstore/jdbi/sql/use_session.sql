update chat_session
set expires_micros = :expires
where tenant = :tenant and id = :id and {session_is_live}
returning {session_columns}
