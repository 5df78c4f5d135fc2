select version
from chat_message
where tenant = :tenant and conversation = :conversation and sequence = :first and write_token = :token
