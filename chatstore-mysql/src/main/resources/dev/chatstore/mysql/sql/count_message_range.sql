-- The server reads the head first and uses its columns as bounds of the index, which it does not with a subquery.
select {message_count_columns}, sum(octet_length(m.text)) as text_bytes
from chat_conversation c
straight_join chat_message m on m.tenant = c.tenant and m.conversation = c.id and m.sequence <= c.last_sequence
    and m.sequence > c.before_first
where c.tenant = :tenant and c.id = :conversation and m.sequence between :first and :last
group by m.conversation, m.role, stored_day, said_day
