-- Passes over what a writer holds, and locks nothing but what it takes and the one entry of the index behind that. A
-- plain delete would rather scan a small table, and wait.
delete c
from (
    select tenant, id
    from chat_conversation force index (chat_conversation_deleted)
    where deleted_micros < :before
    order by deleted_micros
    limit :limit
    for update skip locked) k
straight_join chat_conversation c force index (primary) on c.tenant = k.tenant and c.id = k.id
