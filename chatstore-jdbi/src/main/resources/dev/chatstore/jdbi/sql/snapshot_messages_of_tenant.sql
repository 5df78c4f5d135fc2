select {snapshot_message_columns}
from chat_message m
where m.tenant = :tenant and (m.conversation, m.sequence) > (:conversation, :sequence)
order by m.conversation, m.sequence
limit :limit
