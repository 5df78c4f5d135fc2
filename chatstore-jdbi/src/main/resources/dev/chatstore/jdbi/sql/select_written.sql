-- An append that began a conversation has its first message and its time.
select m.sequence, m.version,
       case when m.sequence = 1 and m.created_micros = c.created_micros then 1 else 0 end as is_new
from chat_message m
join chat_conversation c on c.tenant = m.tenant and c.id = m.conversation
where m.tenant = :tenant and m.conversation = :conversation and m.sequence > :after
  and m.sequence <= c.last_sequence and m.write_token = :token
