-- Without statistics SQLite takes the primary key, whose range has the sessions of all owners. The times of expiry are
-- behind the states in each row; what was deleted has expired, and the index by expiry has the keys.
select count(*)
from chat_session indexed by chat_session_by_owner
where tenant = :tenant and owner = :owner and name between :first_name and :last_name
  and (name, id) not in (
    select e.name, e.id
    from chat_session e indexed by chat_session_by_expiry
    where e.expires_micros <= {clock} and e.tenant = :tenant)
