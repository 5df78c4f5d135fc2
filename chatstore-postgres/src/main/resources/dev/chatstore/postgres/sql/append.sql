-- Writes the heads that nothing prevents, and their messages. A head that is prevented (removed, with leftovers of a
-- removed one, or at another version than expected) is not returned and gets no messages. Neither is a new conversation
-- with a profile, which is written to another table. Such a head, and one of which a later version is expected, must
-- exist.
-- Each column is an array. The expected versions come as a JSON object, because the update of an existing head cannot
-- see its row of heads. An expected head is looked up by its key: an exists would read all heads where there are few.
with given as materialized (
    select cast(:expected as jsonb) as expected
), head as (
    insert into chat_conversation as c
        (tenant, id, version, message_count, last_sequence, tokens, archived, created_micros, active_micros,
         updated_micros)
    select h.tenant, h.id, h.appends, h.messages, h.messages, h.tokens, 0, :now, :now, :now
    from unnest(cast(:head_tenant as text[]), cast(:head_id as text[]), cast(:head_appends as bigint[]),
                cast(:head_messages as bigint[]), cast(:head_tokens as bigint[]), cast(:head_must_exist as bigint[]))
        with ordinality as h (tenant, id, appends, messages, tokens, must_exist, place)
    where h.must_exist = 0
       or (select e.deleted_micros is null from chat_conversation e where e.tenant = h.tenant and e.id = h.id)
    order by h.place
    on conflict (tenant, id) do update set
        version = c.version + excluded.version,
        message_count = c.message_count + excluded.message_count,
        last_sequence = c.last_sequence + excluded.last_sequence,
        tokens = c.tokens + excluded.tokens,
        active_micros = excluded.active_micros,
        updated_micros = excluded.updated_micros
    where c.deleted_micros is null and c.leftover = 0
      and coalesce(cast((select expected from given) -> c.tenant ->> c.id as bigint) = c.version, true)
    returning c.tenant, c.id, c.version, c.last_sequence
), written as (
    insert into chat_message
        (tenant, conversation, sequence, version, id, role, author, text, attachments, metadata, parent, tokens,
         revision, created_micros, said_micros, redacted, fingerprint, write_token)
    select head.tenant, head.id, head.last_sequence - m.messages_after, head.version - m.appends_after, m.id, m.role,
           m.author, m.text, m.attachments, m.metadata,
           nullif(m.parent, head.last_sequence - m.messages_after - 1), m.tokens, 1, :now, m.said_micros, 0,
           m.fingerprint, m.write_token
    from unnest(cast(:message_tenant as text[]), cast(:message_conversation as text[]),
                cast(:message_messages_after as bigint[]), cast(:message_appends_after as bigint[]),
                cast(:message_id as text[]), cast(:message_role as text[]), cast(:message_author as text[]),
                cast(:message_parent as bigint[]), cast(:message_tokens as bigint[]),
                cast(:message_said_micros as bigint[]), cast(:message_fingerprint as bigint[]),
                cast(:message_write_token as bigint[]), cast(:message_text as text[]),
                cast(:message_attachments as text[]), cast(:message_metadata as text[]))
        as m (tenant, conversation, messages_after, appends_after, id, role, author, parent, tokens, said_micros,
              fingerprint, write_token, text, attachments, metadata)
    join head on head.tenant = m.tenant and head.id = m.conversation
)
select tenant, id, version, last_sequence
from head
