select {snapshot_message_columns}
from chat_message m force index (primary)
where m.tenant > :tenant
   or (m.tenant = :tenant and m.conversation > :conversation)
   or (m.tenant = :tenant and m.conversation = :conversation and m.sequence > :sequence)
order by m.tenant, m.conversation, m.sequence
limit :limit
