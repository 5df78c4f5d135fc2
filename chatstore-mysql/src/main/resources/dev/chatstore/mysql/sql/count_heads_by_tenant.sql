select {head_count_columns}
from chat_conversation c force index (chat_conversation_by_tenant)
left join chat_profile p on p.tenant = c.tenant and p.conversation = c.id
where c.tenant = :tenant and c.deleted_micros is null
  and (c.created_micros < :created or (c.created_micros = :created and c.id < :id))
order by c.created_micros desc, c.id desc
limit :limit
