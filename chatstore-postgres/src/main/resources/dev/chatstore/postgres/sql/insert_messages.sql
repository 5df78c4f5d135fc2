insert into chat_message
    (tenant, conversation, sequence, version, id, role, author, text, attachments, metadata, parent, tokens,
     revision, created_micros, redacted, fingerprint, write_token)
select m.v ->> 0, m.v ->> 1, cast(m.v ->> 2 as bigint), cast(m.v ->> 3 as bigint), m.v ->> 4, m.v ->> 5, m.v ->> 6,
       m.v ->> 11, m.v ->> 12, m.v ->> 13, cast(m.v ->> 7 as bigint), cast(m.v ->> 8 as bigint), 1, :now, 0,
       cast(m.v ->> 9 as bigint), cast(m.v ->> 10 as bigint)
from jsonb_array_elements(cast(:messages as jsonb)) as m (v)
