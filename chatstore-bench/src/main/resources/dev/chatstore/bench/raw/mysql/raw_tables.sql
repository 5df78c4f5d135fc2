create table raw_message like chat_message;

alter table raw_message drop index chat_message_by_id;

create table raw_session like chat_session;

alter table raw_session drop index chat_session_by_expiry, drop index chat_session_by_owner
