-- The last row of a page, with the sums of the page: of the sessions up to a name of the tenant, those that live. The times of
-- expiry are behind the states in each row; what was deleted has expired, and the index by expiry has the keys. The page has
-- no upper bound but its limit: to compare a row of this table with a bound, SQLite reads the whole row.
select n.tenant, n.name, n.id, count(*) over () as entries, sum(n.live) over () as live
from (
    select p.tenant, p.name, p.id, p.tenant = :tenant and p.name <= :last_name and (p.name, p.id) not in (
        select e.name, e.id
        from chat_session e indexed by chat_session_by_expiry
        where e.expires_micros <= {clock} and e.tenant = :tenant) as live
    from (
        select tenant, name, id
        from chat_session
        where (tenant, name, id) > (:tenant, :after_name, :after_id)
        order by tenant, name, id
        limit :limit) p) n
order by n.tenant desc, n.name desc, n.id desc
limit 1
