select coalesce(sum(tokens), 0)
from chat_message
where tenant = :tenant and conversation = :conversation and sequence > :after and sequence <= :through
