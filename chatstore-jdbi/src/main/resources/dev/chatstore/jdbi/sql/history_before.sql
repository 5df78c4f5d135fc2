select {message_columns}
from chat_message m
where m.tenant = :tenant and m.conversation = :conversation and m.sequence < (
    select case when c.last_sequence < :sequence then c.last_sequence + 1 else :sequence end
    from chat_conversation c
    where c.tenant = :tenant and c.id = :conversation)
  and m.sequence > {before_first}
order by m.sequence desc
limit :limit
