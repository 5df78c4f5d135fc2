update chat_conversation
set version = version + 1, tokens = tokens + :added_tokens, updated_micros = :now
where tenant = :tenant and id = :conversation
