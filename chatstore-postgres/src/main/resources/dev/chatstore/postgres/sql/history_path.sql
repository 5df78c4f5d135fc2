-- The planner assumes a long path and would read the whole conversation for the join. Offset 0 makes it look up each
-- message of the path by its key.
with recursive path (sequence, parent, length) as (
    select m.sequence, coalesce(m.parent, m.sequence - 1), 1
    from chat_message m
    where m.tenant = :tenant and m.conversation = :conversation
      and m.sequence = coalesce(:leaf, {newest_sequence}) and m.sequence <= {newest_sequence}
      and m.sequence > {before_first}
    union all
    select m.sequence, coalesce(m.parent, m.sequence - 1), path.length + 1
    from path
    cross join lateral (
        select m.sequence, m.parent
        from chat_message m
        where m.tenant = :tenant and m.conversation = :conversation and m.sequence = path.parent
          and m.sequence > {before_first}
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
