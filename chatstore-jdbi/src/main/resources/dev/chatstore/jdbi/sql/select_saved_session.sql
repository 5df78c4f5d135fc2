select version, state, created_micros, updated_micros, expires_micros
from chat_session
where tenant = :tenant and id = :id and write_token = :token
