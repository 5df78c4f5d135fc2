delete from chat_session
where (tenant, id) in (
    select tenant, id from chat_session where expires_micros < :before
    order by expires_micros limit :limit for update skip locked)
