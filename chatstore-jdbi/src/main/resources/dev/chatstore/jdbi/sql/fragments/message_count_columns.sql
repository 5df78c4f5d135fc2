-- A day is the microsecond at which it begins, found by a remainder: a division of a time before 1970 is rounded up.
m.conversation, m.role,
       m.created_micros - (m.created_micros % 86400000000 + 86400000000) % 86400000000 as stored_day,
       coalesce(m.said_micros, m.created_micros)
           - (coalesce(m.said_micros, m.created_micros) % 86400000000 + 86400000000) % 86400000000 as said_day,
       count(*) as messages, sum(m.tokens) as tokens
