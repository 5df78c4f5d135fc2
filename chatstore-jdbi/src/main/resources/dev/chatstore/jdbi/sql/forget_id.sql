update chat_message set id = null
where tenant = :tenant and conversation = :conversation and id = :id and sequence > :after
