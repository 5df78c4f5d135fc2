-- A removed conversation has no day.
select count(*)
from chat_conversation c
where c.tenant = :tenant and c.active_day is not null and (c.archived = :archived or :archived < 0)
