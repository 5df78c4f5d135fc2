SELECT conversation_id AS conversation, sequence_id AS message_position, content, type, "timestamp" AS said_at
FROM SPRING_AI_CHAT_MEMORY
ORDER BY conversation_id, sequence_id
