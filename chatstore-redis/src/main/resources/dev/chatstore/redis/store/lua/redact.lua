-- Empties a message and removes its older revisions. The message is given by its sequence or, if empty, by its id. With
-- its fingerprint gone, any message with its id counts as the same. Returns what an edit returns.
local token, sequence, id, edited, now = unpack(ARGV, 1, 5)

local reply, sequence, value, m = to_revise(token, sequence, id)
if reply then
    return reply
end
if m.redacted ~= 0 then
    return {'MESSAGE', sequence, value, '', '0'}
end
local record = m.id == '' or redis.call('HGET', ids, m.id) or foreign(ids)
for revision = 1, m.revision - 1 do
    redis.call('HDEL', revisions, sequence .. ':' .. number(revision))
end
if m.id ~= '' then
    redis.call('HSET', ids, m.id, (string.gsub(record, ' [^ ]*$', ' redacted')))
end
local added = 0 - tonumber(m.tokens) -- not -0, which HINCRBY refuses
m.text, m.attachments, m.metadata, m.tokens, m.redacted = '', '', '', '0', 1
m.edited, m.revision = edited, m.revision + 1
return revise(sequence, m, added, now, token)
