-- Of all conversations, also of those that are deleted and not purged yet, which the reader passes over.
select {snapshot_message_columns}
from chat_message m
where (m.tenant, m.conversation, m.sequence) > (:tenant, :conversation, :sequence)
order by m.tenant, m.conversation, m.sequence
limit :limit
