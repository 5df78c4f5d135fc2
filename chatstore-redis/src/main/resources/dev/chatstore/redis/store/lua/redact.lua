-- Empties a message and removes its older revisions. With its fingerprint gone, any message with its id counts as the
-- same.
local token, sequence, edited, now = unpack(ARGV, 1, 4)

local value = redis.call('HGET', messages, sequence)
if not value then
    return {'NONE'}
end
local m = parts(value)
if not m then
    return {'UNREADABLE'}
end
local note = written(token)
if note or m.redacted ~= 0 then
    return {'MESSAGE', value, note and string.match(note, '^%d+') or ''}
end
local at = state()
redis.call('HSET', head, 'version', number(at.version + 1), 'updated', now)
for revision = 1, m.revision - 1 do
    redis.call('HDEL', revisions, sequence .. ':' .. number(revision))
end
if m.id ~= '' then
    local record = redis.call('HGET', ids, m.id)
    redis.call('HSET', ids, m.id, (string.gsub(record, ' [^ ]*$', ' redacted')))
end
m.text, m.attachments, m.metadata, m.edited, m.revision, m.redacted = '', '', '', edited, m.revision + 1, 1
value = whole(m)
redis.call('HSET', messages, sequence, value)
remember(token, number(at.version + 1) .. ' ' .. sequence)
return {'MESSAGE', value, number(at.version + 1)}
