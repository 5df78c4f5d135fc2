select identity from chat_store
