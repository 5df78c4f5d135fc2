delete from chat_conversation
where (tenant, id) in (
    select tenant, id from chat_conversation where deleted_micros < {clock} - :remembered and leftover = 0
    order by deleted_micros limit :limit for update skip locked)
