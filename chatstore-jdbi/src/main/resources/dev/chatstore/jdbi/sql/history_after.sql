select {message_columns}
from chat_message m
where m.tenant = :tenant and m.conversation = :conversation and m.sequence > :sequence
  and m.sequence <= {newest_sequence}
order by m.sequence
limit :limit
