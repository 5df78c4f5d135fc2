SELECT "sender_id" AS conversation, "id" AS message_position, "data" AS data
FROM "events"
WHERE "sender_id" = ?
ORDER BY BYTES("sender_id"), "id"
