-- Returns the time and the value, or nothing for a missing or dropped session. The time alone means that a foreign
-- value was removed.
local value = redis.pcall('GETRANGE', key, 0, LONGEST)
if value == '' then
    return false
end
local known = load()
if not known then
    redis.call('DEL', key)
    return {now()}
end
return known.state ~= DROPPED and {now(), value}
