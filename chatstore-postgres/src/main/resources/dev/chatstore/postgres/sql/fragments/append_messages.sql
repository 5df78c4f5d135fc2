-- Writes the messages of the heads that were written.
written as (
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
