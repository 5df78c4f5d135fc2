-- A message in its current revision.
{message_kept_columns},
       m.text, m.attachments, m.metadata, m.tokens, m.revision, m.edited_micros
