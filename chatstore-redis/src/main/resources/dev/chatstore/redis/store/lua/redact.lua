-- Empties a message and removes its older revisions. The message is given by its sequence or, if empty, by its id. With
-- its fingerprint gone, any message with its id counts as the same. A damaged message is replaced by a blank one, which
-- has no layout and version; one of a later layout is not. Returns what an edit returns.
local token, sequence, id, edited, now, blank, more = unpack(ARGV, 1, 7)
local LAYOUTS = 31 -- of this version and all later ones

-- Returns a blank message at the revision of a damaged one.
local function replacement(sequence)
    local m = parts(struct.pack('>BI8', LAYOUT, 0) .. blank)
    m.redacted, m.id = 0, id
    while redis.call('HEXISTS', revisions, sequence .. ':' .. number(m.revision)) == 1 do
        m.revision = m.revision + 1
    end
    return m
end

-- Returns the fields that never change without the author, who is between the times.
local function anonymous(origin)
    local flags = string.byte(origin) or 0
    local said = math.floor(flags / 2) % 2 == 1 and string.sub(origin, -8) or ''
    return flags % 2 == 0 and origin or string.char(flags - 1) .. string.sub(origin, 2, 10) .. said
end

local reply, sequence, value, m = to_revise(token, sequence, id)
if reply and reply[1] == 'UNREADABLE' then
    local layout = string.byte(redis.call('HGET', messages, reply[2])) or 0
    if layout <= LAYOUT or layout > LAYOUTS then
        sequence = reply[2]
        reply, m = false, replacement(sequence)
    end
end
if reply then
    return reply
end
local origin = more == '' and m.origin or anonymous(m.origin)
local keeps = origin == m.origin and (more ~= 'id' or m.id == '')
if m.redacted ~= 0 and keeps then
    return {'MESSAGE', sequence, value, '', '0'}
end
local record = m.id == '' or redis.call('HGET', ids, m.id) or foreign(ids)
for revision = 1, m.revision - 1 do
    redis.call('HDEL', revisions, sequence .. ':' .. number(revision))
end
if more == 'id' and m.id ~= '' then
    redis.call('HDEL', ids, m.id)
    m.id = ''
elseif m.id ~= '' then
    redis.call('HSET', ids, m.id, (string.gsub(record, ' [^ ]*$', ' redacted')))
end
local added = 0 - tonumber(m.tokens) -- not -0, which HINCRBY refuses
m.text, m.attachments, m.metadata, m.tokens, m.redacted = '', '', '', '0', 1
m.origin, m.edited, m.revision = origin, edited, m.revision + 1
return revise(sequence, m, added, now, token)
