-- First the index alone gives the days on the page: that of the cursor, and those of as many conversations before it as
-- the page has. Then only the conversations of these days are read and sorted.
select {conversation_columns}
from (
    select c.*
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
    straight_join chat_conversation c force index (chat_conversation_by_activity)
        on c.tenant = :tenant and c.active_day = d.active_day
    where (c.active_micros < :active or (c.active_micros = :active and c.id < :id))
      and (c.archived = :archived or :archived < 0)
    order by c.active_micros desc, c.id desc
    limit :limit) c
left join chat_profile p on p.tenant = c.tenant and p.conversation = c.id
order by c.active_micros desc, c.id desc
