delete from chat_segment
where tenant = :tenant and conversation = :conversation and first_sequence = :first and id = :id
