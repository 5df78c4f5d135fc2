select count(*)
from chat_session
where tenant = :tenant and md5(owner)::uuid = md5(:owner)::uuid and owner = :owner
  and name between :first_name and :last_name
  and {session_is_live}
