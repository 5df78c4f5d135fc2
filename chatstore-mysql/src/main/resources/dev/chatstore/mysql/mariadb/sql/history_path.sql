-- A path may be longer than the server's default limit of 1,000 steps.
set statement max_recursive_iterations = 4294967295 for
with recursive path (sequence, parent, length) as (
    select m.sequence, coalesce(m.parent, m.sequence - 1), 1
    from chat_message m
    where m.tenant = :tenant and m.conversation = :conversation
      and m.sequence = coalesce(:leaf, {newest_sequence}) and m.sequence <= {newest_sequence}
      and m.sequence > {before_first}
    union all
    select m.sequence, coalesce(m.parent, m.sequence - 1), path.length + 1
    from path
    join chat_message m on m.tenant = :tenant and m.conversation = :conversation and m.sequence = path.parent
        and m.sequence > {before_first}
    where path.length < :limit
)
select {message_columns}
from path
join chat_message m on m.tenant = :tenant and m.conversation = :conversation and m.sequence = path.sequence
order by m.sequence
