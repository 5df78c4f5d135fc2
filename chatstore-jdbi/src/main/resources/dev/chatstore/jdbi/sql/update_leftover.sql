update chat_conversation set leftover = :leftover
where tenant = :tenant and id = :conversation
