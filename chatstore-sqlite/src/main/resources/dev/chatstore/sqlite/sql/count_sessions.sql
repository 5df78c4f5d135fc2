-- The times of expiry are behind the states in each row, so that reading them there would read all states. What was deleted
-- has expired, and the index by expiry has the keys.
select count(*) - (
    select count(*)
    from chat_session e indexed by chat_session_by_expiry
    where e.expires_micros <= {clock} and e.tenant = :tenant and e.name between :first_name and :last_name)
from chat_session
where tenant = :tenant and name between :first_name and :last_name
