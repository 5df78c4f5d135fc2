-- The cross joins keep the given ranges outermost. The length of a text is in characters, and older versions have no
-- other function.
select {message_count_columns}, sum(length(cast(m.text as blob))) as text_bytes
from json_each(:ranges) k
cross join chat_conversation c on c.tenant = :tenant and c.id = k.value ->> 'conversation' and c.deleted_micros is null
cross join chat_message m on m.tenant = c.tenant and m.conversation = c.id
    and m.sequence between max(k.value ->> 'first', c.last_sequence - c.message_count + 1) and min(k.value ->> 'last', c.last_sequence)
group by m.conversation, m.role, stored_day, said_day
