-- Drops a window, and voids the tickets that were given before. Returns the time.
-- ARGV: time to live of a version only
local w = load()
if w then
    forget(w, 0, ARGV[1])
else
    redis.call('DEL', key)
end
return now()
