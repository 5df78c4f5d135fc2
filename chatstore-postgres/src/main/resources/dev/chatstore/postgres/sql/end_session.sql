-- True once the session has ended. After a restart of the server another session may have its number.
select coalesce(bool_and(pg_terminate_backend(pid, 1000)), true)
from pg_stat_activity
where pid = :session
  and (extract(epoch from backend_start) * 1000000)::bigint = :began
  and pid <> pg_backend_pid()
