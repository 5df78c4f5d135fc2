SELECT "conversation_id" AS conversation, "content" AS content, "type" AS type, "timestamp" AS said_at
FROM "spring_ai_chat_memory"
WHERE "conversation_id" = ?
ORDER BY BYTES("conversation_id"), "timestamp"
