-- A message without a parent of its own is the reply to the one right before, and the first of its replies.
(select {message_columns}
from chat_message m
where m.tenant = :tenant and m.conversation = :conversation and m.sequence = :next and m.parent is null
  and m.sequence > :after and m.sequence <= {newest_sequence} and m.sequence > {before_first})
union all
(select {message_columns}
from chat_conversation c
straight_join chat_reply r on r.tenant = c.tenant and r.conversation = c.id and r.sequence <= c.last_sequence
    and r.sequence > c.before_first
straight_join chat_message m on m.tenant = r.tenant and m.conversation = r.conversation and m.sequence = r.sequence
where c.tenant = :tenant and c.id = :conversation and r.parent = :parent and r.sequence > :after
order by r.sequence
limit :limit)
order by sequence
limit :limit
