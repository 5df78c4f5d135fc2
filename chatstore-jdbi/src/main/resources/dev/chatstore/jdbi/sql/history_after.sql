select {message_columns}
from chat_message m
where m.tenant = :tenant and m.conversation = :conversation and m.sequence > (
    select case when c.last_sequence - c.message_count > :sequence then c.last_sequence - c.message_count else :sequence end
    from chat_conversation c
    where c.tenant = :tenant and c.id = :conversation)
  and m.sequence <= {newest_sequence}
order by m.sequence
limit :limit
