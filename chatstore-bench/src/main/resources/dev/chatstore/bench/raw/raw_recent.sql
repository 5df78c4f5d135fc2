select m.sequence, m.version, m.id, m.role, m.author, m.text, m.attachments, m.metadata, m.parent, m.tokens,
       m.revision, m.created_micros, m.said_micros, m.edited_micros, m.redacted
from chat_message m
where m.tenant = ? and m.conversation = ? and m.sequence < ?
order by m.sequence desc
limit ?
