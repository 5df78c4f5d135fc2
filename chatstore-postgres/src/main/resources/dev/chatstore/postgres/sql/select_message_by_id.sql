select m.sequence, m.version, m.id, m.role, m.author, m.text, m.attachments, m.metadata, m.parent, m.tokens,
       m.revision, m.created_micros, m.edited_micros, m.redacted
from chat_message m
where m.tenant = :tenant and m.conversation = :conversation
  and cast(md5(m.id) as uuid) = cast(md5(:id) as uuid) and m.id = :id
