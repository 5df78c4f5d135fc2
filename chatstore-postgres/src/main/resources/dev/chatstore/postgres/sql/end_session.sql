-- True once the session has ended. Behind a connection pooler no session of this user has that number.
select coalesce(bool_and(pg_terminate_backend(pid, 1000)), true)
from pg_stat_activity
where pid = :session and pid <> pg_backend_pid() and usename = current_user
