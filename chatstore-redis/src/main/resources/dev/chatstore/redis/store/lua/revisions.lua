-- Returns the newest revisions of a message, oldest first.
local sequence, limit = ARGV[1], tonumber(ARGV[2])

local value = redis.call('HGET', messages, sequence)
if not value then
    return {}
end
local m = parts(value)
local found = {}
if m and m.redacted == 0 then
    for revision = math.max(1, m.revision - limit + 1), m.revision - 1 do
        found[#found + 1] = redis.call('HGET', revisions, sequence .. ':' .. number(revision))
    end
end
found[#found + 1] = value
return found
