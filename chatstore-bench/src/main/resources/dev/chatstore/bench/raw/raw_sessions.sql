insert into raw_session select * from chat_session
