select {snapshot_session_columns}
from chat_session
where (tenant, name, id) > (:tenant, :after_name, :after_id)
  and {session_is_live}
order by tenant, name, id
limit :limit
