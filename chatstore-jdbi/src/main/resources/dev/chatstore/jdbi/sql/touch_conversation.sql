update chat_conversation
set version = version + 1, updated_micros = :now
where tenant = :tenant and id = :conversation
