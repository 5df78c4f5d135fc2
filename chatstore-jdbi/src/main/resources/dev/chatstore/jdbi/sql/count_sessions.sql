select count(*)
from chat_session
where tenant = :tenant and name between :first_name and :last_name
  and {session_is_live}
