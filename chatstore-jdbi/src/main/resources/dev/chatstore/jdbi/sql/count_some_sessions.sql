-- The last row of a page, with the sums of the page.
select n.name, n.id, count(*) over () as entries, sum(n.live) over () as live
from (
    select name, id, case when {session_is_live} then 1 else 0 end as live
    from chat_session
    where tenant = :tenant and (name, id) > (:after_name, :after_id)
    order by name, id
    limit :limit) n
order by n.name desc, n.id desc
limit 1
