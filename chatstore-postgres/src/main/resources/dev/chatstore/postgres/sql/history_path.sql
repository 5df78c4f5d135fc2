-- A path is taken for long, and would be joined by reading all of the conversation; offset 0 keeps it at one look-up for
-- each of its messages.
with recursive path (sequence, parent, length) as (
    select m.sequence, coalesce(m.parent, m.sequence - 1), 1
    from chat_message m
    where m.tenant = :tenant and m.conversation = :conversation and m.sequence = :leaf
    union all
    select m.sequence, coalesce(m.parent, m.sequence - 1), path.length + 1
    from path
    cross join lateral (
        select m.sequence, m.parent
        from chat_message m
        where m.tenant = :tenant and m.conversation = :conversation and m.sequence = path.parent
        offset 0) m
    where path.length < :limit
)
select {message_columns}
from path
cross join lateral (
    select m.*
    from chat_message m
    where m.tenant = :tenant and m.conversation = :conversation and m.sequence = path.sequence
    offset 0) m
order by m.sequence
