select {snapshot_revision_columns}
from chat_revision r
where (r.tenant, r.conversation, r.sequence, r.revision) > (:tenant, :conversation, :sequence, :revision)
order by r.tenant, r.conversation, r.sequence, r.revision
limit :limit
