select m.sequence, m.version, m.id, m.role, m.author, r.text, r.attachments, r.metadata, m.parent, m.tokens,
       r.revision, m.created_micros, r.edited_micros, m.redacted
from chat_message m
join chat_revision r on r.tenant = m.tenant and r.conversation = m.conversation and r.sequence = m.sequence
where m.tenant = :tenant and m.conversation = :conversation and m.sequence = :sequence
union all
select m.sequence, m.version, m.id, m.role, m.author, m.text, m.attachments, m.metadata, m.parent, m.tokens,
       m.revision, m.created_micros, m.edited_micros, m.redacted
from chat_message m
where m.tenant = :tenant and m.conversation = :conversation and m.sequence = :sequence
order by 11 desc
limit :limit
