-- The first revision has the number 1, which is also the result if the head was updated; else it overflows.
insert into chat_message
    (tenant, conversation, sequence, version, id, role, author, text, attachments, metadata, parent, tokens,
     revision, created_micros, said_micros, redacted, fingerprint, write_token)
values (:tenant, :conversation, :sequence, :version, :id, :role, :author, :text, :attachments, :metadata, :parent,
        :tokens, exp(1000 * (last_insert_id() <> :proof)), :now, :said_micros, 0, :fingerprint, :write_token)
