-- By a column that is not generated: a generated one makes SQLite read the heads too.
select count(*)
from chat_conversation c indexed by chat_conversation_by_activity
where c.tenant = :tenant and c.deleted_micros is null and (c.archived = :archived or :archived < 0)
