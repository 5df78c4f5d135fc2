-- The sum keeps the planner from reading a range of sequences, which it takes for a short one.
select {message_columns}
from chat_message m
where m.tenant = :tenant and m.conversation = :conversation
  and cast(md5(m.id) as uuid) = cast(md5(:id) as uuid) and m.id = :id
  and m.sequence + 0 <= {newest_sequence} and m.sequence + 0 > {before_first}
