select count(*)
from chat_session force index (primary)
where tenant = :tenant and name between :first_name and :last_name
  and {session_is_live}
