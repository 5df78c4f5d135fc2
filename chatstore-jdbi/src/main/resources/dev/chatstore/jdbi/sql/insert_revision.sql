insert into chat_revision (tenant, conversation, sequence, revision, text, attachments, metadata, tokens, edited_micros)
select tenant, conversation, sequence, revision, text, attachments, metadata, tokens, edited_micros
from chat_message
where tenant = :tenant and conversation = :conversation and sequence = :sequence
