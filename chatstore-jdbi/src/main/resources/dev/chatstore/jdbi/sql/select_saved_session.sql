select {session_columns}
from chat_session
where tenant = :tenant and name = :name and id = :id and write_token = :token
