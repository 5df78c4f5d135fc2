-- Sorts all conversations of the owner: an index in this order would be written by each append.
select {conversation_columns}
from (
    select c.*
    from chat_conversation c force index (chat_conversation_by_owner)
    where c.tenant = :tenant and c.owner = :owner and c.deleted_micros is null
      and (c.active_micros < :active or (c.active_micros = :active and c.id < :id))
      and (c.archived = :archived or :archived < 0)
    order by c.active_micros desc, c.id desc
    limit :limit) c
left join chat_profile p on p.tenant = c.tenant and p.conversation = c.id
order by c.active_micros desc, c.id desc
