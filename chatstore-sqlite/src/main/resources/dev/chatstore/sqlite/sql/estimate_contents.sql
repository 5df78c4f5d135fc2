-- There are no statistics without an ANALYZE. So the small tables are counted, and no message is read. The times of expiry
-- are behind the states in each session, so that reading them there would read all states; what was deleted has expired.
select h.conversations, h.messages, h.tokens,
       (select count(*) from chat_session)
           - (select count(*) from chat_session indexed by chat_session_by_expiry where expires_micros <= {clock})
           as sessions,
       1 as is_exact,
       (select n.page_count * z.page_size from pragma_page_count n, pragma_page_size z) as storage_bytes
from (
    select count(*) as conversations, coalesce(sum(message_count + in_segments), 0) as messages,
           coalesce(sum(tokens), 0) as tokens
    from chat_conversation
    where deleted_micros is null) h
