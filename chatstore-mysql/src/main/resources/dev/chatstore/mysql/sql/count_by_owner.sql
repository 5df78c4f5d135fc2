-- A removed conversation has no owner, and the index has all columns.
select count(*)
from chat_conversation c force index (chat_conversation_by_owner)
where c.tenant = :tenant and c.owner = :owner and (c.archived = :archived or :archived < 0)
