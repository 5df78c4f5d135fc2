delete from chat_revision
where tenant = :tenant and conversation = :conversation and (sequence, revision) in (
    select sequence, revision from chat_revision
    where tenant = :tenant and conversation = :conversation and sequence > :after and sequence <= :through
    order by sequence, revision limit :limit)
