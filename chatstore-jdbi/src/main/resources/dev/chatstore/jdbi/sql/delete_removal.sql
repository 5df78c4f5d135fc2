delete from chat_removal
where tenant = :tenant and conversation = :conversation
