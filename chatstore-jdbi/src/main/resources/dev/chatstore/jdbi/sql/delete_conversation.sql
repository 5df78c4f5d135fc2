update chat_conversation
set version = version + 1, message_count = 0, in_segments = 0, last_sequence = 0, tokens = 0, owner = null, archived = 0,
    updated_micros = :now, deleted_micros = {clock}, leftover = :leftover
where tenant = :tenant and id = :conversation and deleted_micros is null
