-- The last row of a page, with the sums of the page. Without statistics SQLite takes the primary key, whose range has the
-- sessions of all owners. The times of expiry are behind the states in each row; what was deleted has expired, and the index
-- by expiry has the keys.
select n.name, n.id, count(*) over () as entries, sum(n.live) over () as live
from (
    select name, id, (name, id) not in (
        select e.name, e.id
        from chat_session e indexed by chat_session_by_expiry
        where e.expires_micros <= {clock} and e.tenant = :tenant) as live
    from chat_session indexed by chat_session_by_owner
    where tenant = :tenant and owner = :owner and (name, id) > (:after_name, :after_id)
    order by name, id
    limit :limit) n
order by n.name desc, n.id desc
limit 1
