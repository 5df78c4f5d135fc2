select count(*)
from chat_session force index (chat_session_by_owner)
where tenant = :tenant and owner = :owner and name between :first_name and :last_name
  and {session_is_live}
