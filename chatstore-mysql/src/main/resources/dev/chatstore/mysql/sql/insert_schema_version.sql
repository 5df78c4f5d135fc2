-- A process that gets the lock between its release and this commit repeats the step.
insert into chat_schema (version, applied_micros) values (:version, :now)
on duplicate key update version = values(version)
