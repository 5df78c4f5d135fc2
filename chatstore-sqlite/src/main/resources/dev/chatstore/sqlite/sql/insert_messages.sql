insert into chat_message
    (tenant, conversation, sequence, version, id, role, author, text, attachments, metadata, parent, tokens,
     revision, created_micros, redacted, fingerprint, write_token)
select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 11,
       value ->> 12, value ->> 13, value ->> 7, value ->> 8, 1, :now, 0, value ->> 9, value ->> 10
from jsonb_each(:messages) k
