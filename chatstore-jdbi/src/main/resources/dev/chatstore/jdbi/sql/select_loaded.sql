select version
from chat_message
where tenant = :tenant and conversation = :conversation and sequence = 1 and write_token = :token
