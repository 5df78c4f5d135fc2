-- There are no statistics without an ANALYZE. So the small tables are counted, and no message is read.
select h.conversations, h.messages, h.tokens, s.sessions, 1 as is_exact,
       (select n.page_count * z.page_size from pragma_page_count n, pragma_page_size z) as storage_bytes
from (
    select count(*) as conversations, coalesce(sum(message_count), 0) as messages, coalesce(sum(tokens), 0) as tokens
    from chat_conversation
    where deleted_micros is null) h,
    (select count(*) as sessions from chat_session where {session_is_live}) s
