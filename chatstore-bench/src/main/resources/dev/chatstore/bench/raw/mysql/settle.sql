analyze table chat_message, chat_conversation, chat_session, raw_message, raw_session
