-- Returns the fields of the head, and all messages and their earlier revisions, which follow each other. Nothing but the head if
-- there are more messages than a limit, or they have more bytes than another.
local limit, bytes = tonumber(ARGV[1]), tonumber(ARGV[2])

local at = state()
local fields = redis.call('HGETALL', head)
if at.last > limit then
    return {fields}
end
local stored, earlier = values(1, at.last), {}
for sequence = 1, at.last do
    local value = stored[sequence]
    local m = parts(value)
    bytes = bytes - (value and #value or 0)
    if m and m.redacted == 0 then
        for revision = 1, m.revision - 1 do
            local older = redis.call('HGET', revisions, number(sequence) .. ':' .. number(revision))
            earlier[#earlier + 1] = older
            bytes = bytes - (older and #older or 0)
        end
    end
    if bytes < 0 then
        return {fields}
    end
end
return {fields, stored, earlier}
