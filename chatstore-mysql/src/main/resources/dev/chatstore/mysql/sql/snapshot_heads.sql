select {conversation_columns}
from chat_conversation c force index (primary)
left join chat_profile p on p.tenant = c.tenant and p.conversation = c.id
where (c.tenant > :tenant or (c.tenant = :tenant and c.id > :conversation)) and c.deleted_micros is null
order by c.tenant, c.id
limit :limit
