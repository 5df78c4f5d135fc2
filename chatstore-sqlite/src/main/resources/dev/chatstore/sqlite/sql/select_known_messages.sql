select m.tenant, m.conversation, m.id, m.sequence, m.version, m.redacted, m.fingerprint
from json_each(:messages) k
cross join chat_message m on m.tenant = k.value ->> 'tenant' and m.conversation = k.value ->> 'conversation' and m.id = k.value ->> 'id'
