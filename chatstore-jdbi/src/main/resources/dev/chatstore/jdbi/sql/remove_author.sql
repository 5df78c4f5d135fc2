update chat_message
set author = null, id = :id
where tenant = :tenant and conversation = :conversation and sequence = :sequence
