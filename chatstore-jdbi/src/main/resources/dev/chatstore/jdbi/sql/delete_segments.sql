delete from chat_segment
where tenant = :tenant and conversation = :conversation
