insert into %s
    (tenant, conversation, sequence, version, id, role, text, tokens, revision, created_micros, redacted, fingerprint,
     write_token)
values (?, ?, ?, ?, ?, 'user', ?, 0, 1, ?, 0, ?, ?)
