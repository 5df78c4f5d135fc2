-- A message without a parent of its own is the reply to the one right before, and the first of its replies.
select {message_columns}
from chat_message m
where m.tenant = :tenant and m.conversation = :conversation and m.sequence = :next and m.parent is null
  and m.sequence > :after and m.sequence <= {newest_sequence} and m.sequence > {before_first}
union all
select *
from (
    select {message_columns}
    from chat_message m
    where m.tenant = :tenant and m.conversation = :conversation and m.parent = :parent and m.sequence > :after
      and m.sequence <= {newest_sequence} and m.sequence > {before_first}
    order by m.sequence
    limit :limit) r
order by sequence
limit :limit
