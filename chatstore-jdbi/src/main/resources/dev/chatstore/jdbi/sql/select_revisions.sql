select {message_kept_columns},
       r.text, r.attachments, r.metadata, r.tokens, r.revision, r.edited_micros
from chat_message m
join chat_revision r on r.tenant = m.tenant and r.conversation = m.conversation and r.sequence = m.sequence
where m.tenant = :tenant and m.conversation = :conversation and m.sequence = :sequence
  and m.sequence <= {newest_sequence} and m.sequence > {before_first}
union all
select {message_columns}
from chat_message m
where m.tenant = :tenant and m.conversation = :conversation and m.sequence = :sequence
  and m.sequence <= {newest_sequence} and m.sequence > {before_first}
order by revision desc
limit :limit
