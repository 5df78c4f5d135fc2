SELECT "session_id" AS conversation, "id" AS message_position, "message" AS message
FROM "message_store"
WHERE "session_id" = ?
ORDER BY BYTES("session_id"), "id"
