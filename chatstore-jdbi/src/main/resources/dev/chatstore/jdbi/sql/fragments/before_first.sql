-- The sequence before the first message outside of segments. Those up to it are in segments or were removed as old ones, and
-- their rows, if any, have no content.
(select c.last_sequence - c.message_count from chat_conversation c where c.tenant = :tenant and c.id = :conversation)
