-- Reads back a session that was changed: it may have expired since.
select {session_columns}
from chat_session
where tenant = :tenant and name = :name and id = :id and removed = 0
