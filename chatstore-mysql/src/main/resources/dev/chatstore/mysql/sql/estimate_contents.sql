-- The server keeps its statistics for a day in this table (information_schema_stats_expiry); MariaDB does not.
select max(case when table_name = 'chat_conversation' then table_rows end) as conversations,
       max(case when table_name = 'chat_message' then table_rows end) as messages,
       null as tokens,
       max(case when table_name = 'chat_session' then table_rows end) as sessions,
       0 as is_exact,
       sum(data_length + index_length) as storage_bytes
from information_schema.tables
where table_schema = database()
  and table_name in ('chat_conversation', 'chat_message', 'chat_profile', 'chat_removal', 'chat_reply', 'chat_revision',
      'chat_segment', 'chat_session')
