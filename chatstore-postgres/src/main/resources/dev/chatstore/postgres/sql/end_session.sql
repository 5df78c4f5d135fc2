-- True once it is gone, which it may have been before. Behind a pool in front of the server nobody has that number.
select coalesce(bool_and(pg_terminate_backend(pid, 1000)), true)
from pg_stat_activity
where pid = :session and pid <> pg_backend_pid() and usename = current_user
