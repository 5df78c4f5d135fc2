SELECT conversation_id AS conversation, rowid AS message_position, content, type, "timestamp" AS said_at
FROM SPRING_AI_CHAT_MEMORY
ORDER BY conversation_id, "timestamp", rowid
