select coalesce(max(version), 0) from chat_schema
