-- Without statistics SQLite takes the primary key, whose range has the sessions of all owners.
select count(*)
from chat_session indexed by chat_session_by_owner
where tenant = :tenant and owner = :owner and name between :first_name and :last_name
  and {session_is_live}
