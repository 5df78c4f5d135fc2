insert into chat_revision (tenant, conversation, sequence, revision, text, attachments, metadata, tokens, edited_micros)
values (?, ?, ?, ?, ?, ?, ?, ?, ?)
