-- The index gives the days in their order, so that only the conversations of the days on the page are read and sorted.
select {conversation_columns}
from (
    select h.*
    from chat_conversation h
    where h.tenant = :tenant and h.deleted_micros is null and h.active_day <= :day
      and (h.active_micros, h.id) < (:active, :id)
      and (h.archived = :archived or :archived < 0)
    order by h.active_day desc, h.active_micros desc, h.id desc
    limit :limit) c
left join chat_profile p on p.tenant = c.tenant and p.conversation = c.id
order by c.active_micros desc, c.id desc
