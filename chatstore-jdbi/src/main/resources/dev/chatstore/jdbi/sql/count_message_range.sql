select {message_count_columns}, sum(octet_length(m.text)) as text_bytes
from chat_message m
where m.tenant = :tenant and m.conversation = :conversation and m.sequence between :first and :last
  and m.sequence <= {newest_sequence} and m.sequence > {before_first}
group by m.conversation, m.role, stored_day, said_day
