select {snapshot_revision_columns}
from chat_revision r force index (primary)
where r.tenant > :tenant
   or (r.tenant = :tenant and r.conversation > :conversation)
   or (r.tenant = :tenant and r.conversation = :conversation and r.sequence > :sequence)
   or (r.tenant = :tenant and r.conversation = :conversation and r.sequence = :sequence and r.revision > :revision)
order by r.tenant, r.conversation, r.sequence, r.revision
limit :limit
