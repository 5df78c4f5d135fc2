-- Skips rows that a writer has locked, and locks only the rows that it deletes and the next entry of the index. A plain
-- delete would scan a small table and wait for its locks.
delete s
from (
    select tenant, name, id
    from chat_session force index (chat_session_by_expiry)
    where expires_micros < :before
    order by expires_micros
    limit :limit
    for update skip locked) k
straight_join chat_session s force index (primary) on s.tenant = k.tenant and s.name = k.name and s.id = k.id
