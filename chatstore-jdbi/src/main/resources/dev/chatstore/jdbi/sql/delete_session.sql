update chat_session
set removed = 1, state = '', expires_micros = :now
where tenant = :tenant and id = :id and removed = 0 and (expires_micros is null or expires_micros > :now)
