select {head_count_columns}
from chat_conversation c
left join chat_profile p on p.tenant = c.tenant and p.conversation = c.id
where c.tenant = :tenant and c.owner = :owner and c.deleted_micros is null
  and (c.created_micros, c.id) < (:created, :id)
order by c.created_micros desc, c.id desc
limit :limit
