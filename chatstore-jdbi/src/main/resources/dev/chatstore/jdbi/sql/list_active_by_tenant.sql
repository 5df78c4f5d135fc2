-- The index gives the days in their order, so that only the conversations of the days on the page are read and sorted.
select {conversation_columns}
from (
    select c.*
    from chat_conversation c
    where c.tenant = :tenant and c.deleted_micros is null and c.active_day <= :day
      and (c.active_micros, c.id) < (:active, :id)
      and (c.archived = :archived or :archived < 0)
    order by c.active_day desc, c.active_micros desc, c.id desc
    limit :limit) c
left join chat_profile p on p.tenant = c.tenant and p.conversation = c.id
order by c.active_micros desc, c.id desc
