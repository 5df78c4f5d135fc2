delete from chat_profile
where tenant = :tenant and conversation = :conversation
