-- Returns the time and what is kept of a session, or nothing where it was forgotten.
local value = redis.call('GET', KEYS[1])
if not value or string.byte(value, 2) == 0 then
    return false
end
local time = redis.call('TIME')
return {time[1] * 1000 + math.floor(time[2] / 1000), value}
