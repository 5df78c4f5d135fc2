-- Returns the fields of the head, messages from a sequence on, each with its earlier revisions, and the sequence of the first: at
-- most a number of messages, and no more bytes than a limit, but at least one message, without its revisions if they are too large.
-- The size of a value is known before it is read.
local from, limit, left = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])

-- Returns how many earlier revisions of a message there are, up to one that is missing, and how many bytes they have.
local function earlier(name, value)
    local m = parts(value)
    local count, bytes = 0, 0
    while m and m.redacted == 0 and count < m.revision - 1 and bytes <= left do
        local length = redis.call('HSTRLEN', revisions, name .. ':' .. number(count + 1))
        if length == 0 then
            break
        end
        count, bytes = count + 1, bytes + length
    end
    return count, bytes
end

local at = state()
local fields, found = redis.call('HGETALL', head), {}
from = math.max(from, at.before + 1)
for sequence = from, math.min(at.last, from + limit - 1) do
    local name = number(sequence)
    left = left - redis.call('HSTRLEN', messages, name)
    if left < 0 and sequence > from then
        break
    end
    local message = {redis.call('HGET', messages, name)}
    local count, bytes = earlier(name, message[1])
    if bytes > left and sequence > from then
        break
    end
    for revision = 1, bytes > left and 0 or count do
        message[revision + 1] = redis.call('HGET', revisions, name .. ':' .. number(revision))
    end
    left = left - bytes
    found[#found + 1] = message
end
return {fields, found, number(from)}
