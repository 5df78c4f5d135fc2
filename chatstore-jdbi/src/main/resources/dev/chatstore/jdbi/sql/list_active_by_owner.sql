-- Sorts all conversations of the owner: an index in this order would be written by each append.
select {conversation_columns}
from (
    select h.*
    from chat_conversation h
    where h.tenant = :tenant and h.owner = :owner
      and (h.active_micros, h.id) < (:active, :id)
      and (h.archived = :archived or :archived < 0)
    order by h.active_micros desc, h.id desc
    limit :limit) c
left join chat_profile p on p.tenant = c.tenant and p.conversation = c.id
order by c.active_micros desc, c.id desc
