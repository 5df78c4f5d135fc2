-- The length of a text is in characters, and older versions have no other function.
select {message_count_columns}, sum(length(cast(m.text as blob))) as text_bytes
from chat_message m
where m.tenant = :tenant and m.conversation = :conversation and m.sequence between :first and :last
  and m.sequence <= {newest_sequence} and m.sequence > {before_first}
group by m.conversation, m.role, stored_day, said_day
