-- The sums keep the planner from reading a range of sequences, which it takes for a short one.
select m.sequence
from chat_conversation c
join chat_message m on m.tenant = :tenant and m.conversation = :conversation
    and cast(md5(m.id) as uuid) = cast(md5(:id) as uuid) and m.id = :id
where c.tenant = :tenant and c.id = :conversation and c.deleted_micros is null
  and m.sequence + 0 <= c.last_sequence
  and m.sequence + 0 > c.last_sequence - c.message_count - c.in_segments
