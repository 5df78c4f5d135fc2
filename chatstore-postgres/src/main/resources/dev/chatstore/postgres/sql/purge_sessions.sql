delete from chat_session
where (tenant, name, id) in (
    select tenant, name, id from chat_session where expires_micros < {clock} - :remembered
    order by expires_micros limit :limit for update skip locked)
