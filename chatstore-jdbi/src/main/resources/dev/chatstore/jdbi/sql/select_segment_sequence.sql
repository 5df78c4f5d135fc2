-- A row in a segment or outside of one, as far as the conversation reaches back.
select m.sequence
from chat_conversation c
join chat_message m on m.tenant = c.tenant and m.conversation = c.id and m.id = :id
where c.tenant = :tenant and c.id = :conversation and c.deleted_micros is null
  and m.sequence <= c.last_sequence and m.sequence > c.last_sequence - c.message_count - c.in_segments
