-- A message as it is now.
{message_kept_columns},
       m.text, m.attachments, m.metadata, m.revision, m.edited_micros
