-- A removed conversation has no day. The planner would read the heads, as it takes the primary key for cheaper.
select count(*)
from chat_conversation c indexed by chat_conversation_by_activity
where c.tenant = :tenant and c.active_day is not null and (c.archived = :archived or :archived < 0)
