-- Messages after it are left over from a deleted conversation of the same id.
(select c.last_sequence from chat_conversation c where c.tenant = :tenant and c.id = :conversation)
