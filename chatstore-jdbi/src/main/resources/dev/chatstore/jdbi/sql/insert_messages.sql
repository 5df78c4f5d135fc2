insert into chat_message
    (tenant, conversation, sequence, version, id, role, author, text, attachments, metadata, parent, tokens,
     revision, created_micros, said_micros, redacted, fingerprint, write_token)
values (:tenant, :conversation, :sequence, :version, :id, :role, :author, :text, :attachments, :metadata, :parent,
        :tokens, 1, :now, :said_micros, 0, :fingerprint, :write_token)
