-- The head of a removed conversation, which is locked, becomes that of a loaded one.
update chat_conversation
set version = :version, message_count = :messages, in_segments = 0, last_sequence = :last_sequence, tokens = :tokens,
    owner = :owner, archived = :archived, created_micros = :created, active_micros = :active, updated_micros = :updated,
    deleted_micros = null
where tenant = :tenant and id = :conversation
