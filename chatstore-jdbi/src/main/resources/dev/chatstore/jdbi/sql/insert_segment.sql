insert into chat_segment
    (tenant, conversation, first_sequence, last_sequence, id, tokens, size_bytes, digest, place, stored_bytes, content)
values (:tenant, :conversation, :first, :last, :id, :tokens, :size, :digest, :place, :stored, :content)
