select {snapshot_message_columns}
from chat_message m force index (primary)
where m.tenant = :tenant
  and (m.conversation > :conversation or (m.conversation = :conversation and m.sequence > :sequence))
order by m.conversation, m.sequence
limit :limit
