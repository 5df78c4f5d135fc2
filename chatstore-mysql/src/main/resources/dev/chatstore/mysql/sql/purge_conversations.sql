delete from chat_conversation
where deleted_micros < :before
order by deleted_micros
limit :limit
