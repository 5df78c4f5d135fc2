-- The first sequence is what the newest one and the number of messages leave.
update chat_conversation
set version = version + 1, message_count = message_count - :messages, tokens = tokens - :tokens, updated_micros = :now
where tenant = :tenant and id = :conversation
