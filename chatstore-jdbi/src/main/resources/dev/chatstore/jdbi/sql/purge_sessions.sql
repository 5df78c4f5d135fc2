delete from chat_session
where (tenant, id) in (
    select tenant, id from chat_session where expires_micros < :before limit :limit)
