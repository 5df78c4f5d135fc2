-- Locks the rows of the primary key alone and skips those that a writer has locked: the index is read without a lock,
-- which would also lock the gaps of the index, into which other transactions insert.
select json_object('tenant', c.tenant, 'id', c.id)
from (
    select tenant, id
    from chat_conversation force index (chat_conversation_deleted)
    where deleted_micros < {clock} - :remembered and leftover = 0
    order by deleted_micros
    limit :limit) k
straight_join chat_conversation c force index (primary) on c.tenant = k.tenant and c.id = k.id
where c.deleted_micros < {clock} - :remembered and c.leftover = 0
for update of c skip locked
