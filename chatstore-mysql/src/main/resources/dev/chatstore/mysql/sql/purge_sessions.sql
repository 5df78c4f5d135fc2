-- Passes over what a writer holds, and locks nothing but what it takes and the one entry of the index behind that. A
-- plain delete would rather scan a small table, and wait.
delete s
from (
    select tenant, id
    from chat_session force index (chat_session_by_expiry)
    where expires_micros < :before
    order by expires_micros
    limit :limit
    for update skip locked) k
straight_join chat_session s force index (primary) on s.tenant = k.tenant and s.id = k.id
