insert into raw_message
    (tenant, conversation, sequence, version, id, role, author, text, attachments, metadata, parent, tokens,
     revision, created_micros, redacted, fingerprint, write_token)
values (?, ?, ?, ?, null, ?, null, ?, null, null, null, 0, 1, ?, 0, null, ?)
