-- Returns the time and what is kept of a session, or nothing where it was forgotten; the time alone where what was there
-- was none of ours, and is gone now.
local value = redis.pcall('GET', key)
if not value then
    return false
end
local known = load()
if not known then
    redis.call('DEL', key)
    return {now()}
end
return known.state ~= GONE and {now(), value}
