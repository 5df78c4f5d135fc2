select {message_columns}
from chat_message m
where m.tenant = :tenant and m.conversation = :conversation and m.id = :id
  and m.sequence <= {newest_sequence} and m.sequence > {before_first}
