-- Writes one message and its head as append.sql does, with plain parameters: of one row, no part is an array or JSON.
-- Returns no row if the head is prevented. A head must exist if a version after its first one is expected, or if a new
-- one would have a profile.
with head as (
    insert into chat_conversation as c
        (tenant, id, version, message_count, last_sequence, tokens, archived, created_micros, active_micros,
         updated_micros)
    select :tenant, :conversation, 1, 1, 1, :tokens, 0, :now, :now, :now
    where cast(:must_exist as bigint) = 0
       or (select e.deleted_micros is null from chat_conversation e
           where e.tenant = :tenant and e.id = :conversation)
    on conflict (tenant, id) do update set
        version = c.version + 1,
        message_count = c.message_count + 1,
        last_sequence = c.last_sequence + 1,
        tokens = c.tokens + excluded.tokens,
        archived = 0,
        active_micros = excluded.active_micros,
        updated_micros = excluded.updated_micros
    where c.deleted_micros is null and c.leftover = 0
      and coalesce(c.version = cast(:expected as bigint), true)
    returning c.tenant, c.id, c.version, c.last_sequence
)
insert into chat_message
    (tenant, conversation, sequence, version, id, role, author, text, attachments, metadata, parent, tokens, revision,
     created_micros, said_micros, redacted, fingerprint, write_token)
select tenant, head.id, last_sequence, version, :id, :role, :author, :text, :attachments, :metadata,
       nullif(cast(:parent as bigint), last_sequence - 1), :tokens, 1, :now, :said_micros, 0, :fingerprint, :write_token
from head
returning sequence, version
