select {snapshot_session_columns}
from chat_session force index (primary)
where (tenant > :tenant
   or (tenant = :tenant and name > :after_name)
   or (tenant = :tenant and name = :after_name and id > :after_id))
  and {session_is_live}
order by tenant, name, id
limit :limit
