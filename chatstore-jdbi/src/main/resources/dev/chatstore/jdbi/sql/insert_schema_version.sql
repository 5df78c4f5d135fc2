insert into chat_schema (version, applied_micros) values (:version, :now)
