select {listed_session_columns}
from chat_session force index (chat_session_by_owner)
where tenant = :tenant and owner = :owner and name <= :last_name
  and (name > :after_name or (name = :after_name and id > :after_id))
  and {session_is_live}
order by name, id
limit :limit
