update chat_conversation
set message_count = message_count + :messages, in_segments = in_segments - :messages
where tenant = :tenant and id = :conversation
