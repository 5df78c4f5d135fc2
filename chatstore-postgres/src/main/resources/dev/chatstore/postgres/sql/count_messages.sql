-- The aggregate in the lateral join makes each range a scan of the index: as a plain join, the planner may read the tenant.
select n.*
from jsonb_to_recordset(cast(:ranges as jsonb)) as k (conversation text, first bigint, last bigint)
join chat_conversation c on c.tenant = :tenant and c.id = k.conversation and c.deleted_micros is null
cross join lateral (
    select {message_count_columns}, sum(octet_length(m.text)) as text_bytes
    from chat_message m
    where m.tenant = :tenant and m.conversation = k.conversation
      and m.sequence between greatest(k.first, c.last_sequence - c.message_count + 1) and least(k.last, c.last_sequence)
    group by m.conversation, m.role, stored_day, said_day) n
