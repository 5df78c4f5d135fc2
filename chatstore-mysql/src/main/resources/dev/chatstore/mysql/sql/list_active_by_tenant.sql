-- First the index alone gives the days on the page: that of the cursor, and those of as many conversations before it as
-- the page has. Then only the conversations of these days are read and sorted.
select {conversation_columns}
from (
    select h.*
    from (
        select :day as active_day
        union
        select d.active_day
        from (
            select k.active_day
            from chat_conversation k force index (chat_conversation_by_activity)
            where k.tenant = :tenant and k.active_day < :day and (k.archived = :archived or :archived < 0)
            order by k.active_day desc
            limit :limit) d) d
    straight_join chat_conversation h force index (chat_conversation_by_activity)
        on h.tenant = :tenant and h.active_day = d.active_day
    where (h.active_micros < :active or (h.active_micros = :active and h.id < :id))
      and (h.archived = :archived or :archived < 0)
    order by h.active_micros desc, h.id desc
    limit :limit) c
left join chat_profile p on p.tenant = c.tenant and p.conversation = c.id
order by c.active_micros desc, c.id desc
