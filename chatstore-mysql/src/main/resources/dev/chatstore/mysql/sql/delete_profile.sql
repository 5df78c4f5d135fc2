-- The profile and the replies of a conversation, each of which may be missing.
delete p, r
from (select :tenant as tenant, :conversation as conversation) k
left join chat_profile p on p.tenant = :tenant and p.conversation = :conversation
left join chat_reply r on r.tenant = :tenant and r.conversation = :conversation
