update chat_session
set expires_micros = :expires
where tenant = :tenant and id = :id and removed = 0 and (expires_micros is null or expires_micros > :now)
