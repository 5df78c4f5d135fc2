select m.tenant, m.conversation, m.id, m.sequence, m.version, m.parent, m.redacted, m.fingerprint
from jsonb_array_elements(cast(:messages as jsonb)) as k (v)
join chat_message m on m.tenant = k.v ->> 0 and m.conversation = k.v ->> 1
    and cast(md5(m.id) as uuid) = cast(md5(k.v ->> 2) as uuid) and m.id = k.v ->> 2
