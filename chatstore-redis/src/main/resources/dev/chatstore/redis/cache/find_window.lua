-- Returns the time and the window; or the time and 1 if the reader now has the ticket, 0 if somebody else has it.
-- ARGV: ticket, lease, time to keep what is no window
local value = redis.call('GET', key)
local w = read(value)
local time = now()
if w and w.state ~= EMPTY then
    return {time, value}
end
w = w or new()
local lease = tonumber(ARGV[2])
if taken(w, time, lease) then
    return {time, 0}
end
w.token = ARGV[1]
w.given = time
redis.call('SET', key, header(w), 'PX', ARGV[3])
return {time, 1, value and #value > 0 and not read(value) and 1 or 0}
