-- The first sequence is what the newest one and the number of messages leave.
update chat_conversation
set version = version + 1, in_segments = in_segments - :messages, tokens = tokens - :tokens, updated_micros = :now
where tenant = :tenant and id = :conversation
