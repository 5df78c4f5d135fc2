select m.tenant, m.conversation, m.id, m.sequence, m.version, m.redacted, m.fingerprint
from jsonb_to_recordset(cast(:messages as jsonb)) as k (tenant text, conversation text, id text)
join chat_message m on m.tenant = k.tenant and m.conversation = k.conversation
    and cast(md5(m.id) as uuid) = cast(md5(k.id) as uuid) and m.id = k.id
