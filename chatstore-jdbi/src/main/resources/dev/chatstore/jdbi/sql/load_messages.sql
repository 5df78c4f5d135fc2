insert into chat_message
    (tenant, conversation, sequence, version, id, role, author, text, attachments, metadata, parent, tokens, revision,
     created_micros, said_micros, edited_micros, redacted, fingerprint, write_token)
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
