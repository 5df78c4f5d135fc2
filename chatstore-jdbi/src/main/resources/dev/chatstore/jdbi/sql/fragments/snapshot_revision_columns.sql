r.tenant, r.conversation, r.sequence, r.revision, r.text, r.attachments, r.metadata, r.tokens, r.edited_micros
