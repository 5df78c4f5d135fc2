SELECT "conversation_id" AS conversation, "sequence_id" AS message_position, "content" AS content, "type" AS type,
    "timestamp" AS said_at
FROM "spring_ai_chat_memory"
WHERE "conversation_id" = ?
ORDER BY BYTES("conversation_id"), "sequence_id"
