-- Skips rows that a writer has locked, and locks only the rows that it deletes and the next entry of the index. A plain
-- delete would scan a small table and wait for its locks.
delete c
from (
    select tenant, id
    from chat_conversation force index (chat_conversation_deleted)
    where deleted_micros < :before
    order by deleted_micros
    limit :limit
    for update skip locked) k
straight_join chat_conversation c force index (primary) on c.tenant = k.tenant and c.id = k.id
