-- Locks the rows of the primary key alone and skips those that a writer has locked: the index is read without a lock,
-- which would also lock the gaps of the index, into which other transactions insert.
select json_object('tenant', s.tenant, 'name', s.name, 'id', s.id)
from (
    select tenant, name, id
    from chat_session force index (chat_session_by_expiry)
    where expires_micros < {clock} - :remembered
    order by expires_micros
    limit :limit) k
straight_join chat_session s force index (primary) on s.tenant = k.tenant and s.name = k.name and s.id = k.id
where s.expires_micros < {clock} - :remembered
for update skip locked
