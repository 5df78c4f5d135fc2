update chat_message
set text = :text, attachments = :attachments, metadata = :metadata, tokens = :tokens,
    revision = revision + 1, edited_micros = :now, redacted = :redacted, fingerprint = case when :redacted = 0 then fingerprint end
where tenant = :tenant and conversation = :conversation and sequence = :sequence
