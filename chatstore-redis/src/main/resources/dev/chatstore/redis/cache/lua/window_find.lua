-- Returns the time and the window. Without a window, the time, 1 if the caller now holds the ticket or 0 if another
-- process does, and 1 if a foreign value was removed.
-- ARGV: ticket, lease, time to live of a version only
local value = redis.pcall('GETRANGE', key, 0, LONGEST)
local w = type(value) == 'string' and read(value, #value) or nil
local time = now()
if w and w.state ~= EMPTY then
    return {time, value}
end
local foreign = value ~= '' and not w
w = w or new()
if taken(w, time, tonumber(ARGV[2])) then
    return {time, 0, 0}
end
w.token = ARGV[1]
w.given = time
redis.call('SET', key, header(w), 'PX', ARGV[3])
return {time, 1, foreign and 1 or 0}
