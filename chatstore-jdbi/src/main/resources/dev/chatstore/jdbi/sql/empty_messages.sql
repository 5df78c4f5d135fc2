-- Keeps what recognizes a message that is sent again. The role says nothing.
update chat_message
set role = 'user', author = null, text = '', attachments = null, metadata = null, parent = null, tokens = 0, revision = 1,
    created_micros = 0, said_micros = null, edited_micros = null, write_token = null
where tenant = :tenant and conversation = :conversation and sequence > :after and sequence <= :through
