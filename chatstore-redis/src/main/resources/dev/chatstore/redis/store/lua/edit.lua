-- Replaces the content of a message and keeps the old content as a revision. The message is given by its sequence or,
-- if that is empty, by its id. The change of a field is = to keep it, or + and the new value. An edit that changes
-- nothing is no conflict, whatever revision it expects. Returns the sequence, the message, the version that the edit
-- made, empty if nothing changed, and the tokens that it added.
local token, sequence, id, edited, now, expected, text, attachments, metadata, tokens = unpack(ARGV, 1, 10)

local function changed(current, change)
    return change == '=' and current or string.sub(change, 2)
end

sequence = sequence_of(sequence, id)
local value = sequence and redis.call('HGET', messages, sequence)
if not value then
    return {'NONE'}
end
local note = written(token)
if note then
    return revised_before(sequence, value, note)
end
local m = parts(value)
if not m then
    return {'UNREADABLE', sequence}
end
if m.redacted ~= 0 then
    return {'REDACTED'}
end
attachments, metadata, tokens =
    changed(m.attachments, attachments), changed(m.metadata, metadata), changed(m.tokens, tokens)
if text == m.text and attachments == m.attachments and tokens == m.tokens
    and same('metadata', m.metadata, metadata) then
    return {'MESSAGE', sequence, value, '', '0'}
end
if expected ~= '' and tonumber(expected) ~= m.revision then
    return {'CONFLICT', sequence, number(m.revision)}
end
redis.call('HSET', revisions, sequence .. ':' .. number(m.revision), value)
local added = tonumber(tokens) - tonumber(m.tokens)
m.text, m.attachments, m.metadata, m.tokens, m.edited, m.revision =
    text, attachments, metadata, tokens, edited, m.revision + 1
return revise(sequence, m, added, now, token)
