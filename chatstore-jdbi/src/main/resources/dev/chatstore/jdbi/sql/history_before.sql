select {message_columns}
from chat_message m
where m.tenant = :tenant and m.conversation = :conversation and m.sequence < :sequence
order by m.sequence desc
limit :limit
