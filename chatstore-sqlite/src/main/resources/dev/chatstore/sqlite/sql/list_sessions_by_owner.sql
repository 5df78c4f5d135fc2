-- Without statistics SQLite takes the primary key, whose range has the sessions of all owners.
select {listed_session_columns}
from chat_session indexed by chat_session_by_owner
where tenant = :tenant and owner = :owner and (name, id) > (:after_name, :after_id) and name <= :last_name
  and {session_is_live}
order by name, id
limit :limit
