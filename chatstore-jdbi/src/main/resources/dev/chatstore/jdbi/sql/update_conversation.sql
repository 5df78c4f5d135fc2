update chat_conversation
set version = version + 1, owner = :owner, archived = :archived, updated_micros = :now
where tenant = :tenant and id = :conversation
