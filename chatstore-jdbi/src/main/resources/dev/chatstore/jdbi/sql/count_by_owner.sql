-- A removed conversation has no owner.
select count(*)
from chat_conversation c
where c.tenant = :tenant and c.owner = :owner and (c.archived = :archived or :archived < 0)
