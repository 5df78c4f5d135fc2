-- Whoever takes the lock between its release and this commit makes the step again.
insert into chat_schema (version, applied_micros) values (:version, :now)
on duplicate key update version = values(version)
