-- Replaces the content of a message and keeps the old content as a revision. The message is given by its sequence or,
-- if that is empty, by its id. The change of a field is = to keep it, or + and the new value. An edit that changes
-- nothing is no conflict, whatever revision it expects. A message of an unknown role is not edited. Returns the sequence, the message, the version that the edit
-- made, empty if nothing changed, and the tokens that it added.
local token, sequence, id, edited, now, expected, text, attachments, metadata, tokens = unpack(ARGV, 1, 10)
local ROLES = 4 -- as MessageCodec.java numbers them

local function changed(current, change)
    return change == '=' and current or string.sub(change, 2)
end

local reply, sequence, value, m = to_revise(token, sequence, id)
if reply then
    return reply
end
if m.redacted ~= 0 then
    return {'REDACTED'}
end
local role = string.byte(m.origin, 2)
if not role or role < 1 or role > ROLES then
    return {'UNREADABLE', sequence}
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
