select version, state, created_micros, updated_micros, expires_micros
from chat_session
where tenant = :tenant and id = :id and removed = 0 and (expires_micros is null or expires_micros > :now)
