SELECT s."id" AS conversation, s."user_id" AS conversation_owner, e."seq" AS message_position, e."id" AS id, e."timestamp" AS said_at,
    e."message_type" AS message_type, e."message_content" AS message_content, e."message_data" AS message_data,
    e."synthetic" AS synthetic, e."archived" AS archived, e."branch" AS branch, e."metadata" AS metadata
FROM "ai_session" s
LEFT JOIN "ai_session_event" e ON e."session_id" = s."id"
WHERE s."id" = ?
ORDER BY BYTES(s."id"), e."seq"
