select m.sequence, m.version
from chat_message m
where m.tenant = :tenant and m.conversation = :conversation and m.sequence > :after and m.write_token = :token
