delete from chat_session
where expires_micros < :before
order by expires_micros
limit :limit
