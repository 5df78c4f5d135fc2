select {listed_session_columns}
from chat_session
where tenant = :tenant and md5(owner)::uuid = md5(:owner)::uuid and owner = :owner
  and (name, id) > (:after_name, :after_id) and name <= :last_name
  and {session_is_live}
order by name, id
limit :limit
