-- Replaces the content of a message and keeps the old content as a revision. The change of a field is = to keep it, or
-- + and the new value. Returns the version that the edit made, empty if nothing changed.
local token, sequence, edited, now, text, attachments, metadata = unpack(ARGV, 1, 7)

local function changed(current, change)
    return change == '=' and current or string.sub(change, 2)
end

local value = redis.call('HGET', messages, sequence)
if not value then
    return {'NONE'}
end
local note = written(token)
if note then
    return {'MESSAGE', value, string.match(note, '^%d+')}
end
local m = parts(value)
if not m then
    return {'UNREADABLE'}
end
if m.redacted ~= 0 then
    return {'REDACTED'}
end
local new_attachments, new_metadata = changed(m.attachments, attachments), changed(m.metadata, metadata)
if text == m.text and new_attachments == m.attachments and same('metadata', m.metadata, new_metadata) then
    return {'MESSAGE', value, ''}
end
local at = state()
redis.call('HSET', head, 'version', number(at.version + 1), 'updated', now)
redis.call('HSET', revisions, sequence .. ':' .. number(m.revision), value)
m.text, m.attachments, m.metadata, m.edited, m.revision =
    text, new_attachments, new_metadata, edited, m.revision + 1
value = whole(m)
redis.call('HSET', messages, sequence, value)
remember(token, number(at.version + 1) .. ' ' .. sequence)
return {'MESSAGE', value, number(at.version + 1)}
