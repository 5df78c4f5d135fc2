select count(*)
from chat_conversation c
where c.tenant = :tenant and c.deleted_micros is null and (c.archived = :archived or :archived < 0)
