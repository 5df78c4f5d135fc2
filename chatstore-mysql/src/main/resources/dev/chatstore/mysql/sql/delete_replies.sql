delete r
from chat_message m
join chat_reply r
    on r.tenant = m.tenant and r.conversation = m.conversation and r.parent = m.parent and r.sequence = m.sequence
where m.tenant = :tenant and m.conversation = :conversation and m.sequence > :after and m.sequence <= :through
