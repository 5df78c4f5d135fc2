-- A removed conversation has no day, and the index has all columns.
select count(*)
from chat_conversation c force index (chat_conversation_by_activity)
where c.tenant = :tenant and c.active_day is not null and (c.archived = :archived or :archived < 0)
