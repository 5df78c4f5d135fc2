-- Forgets a window; tickets that were given before are void.
-- ARGV: time to keep what is no window
local w = load()
if w then
    forget(w, 0, ARGV[1])
else
    redis.call('DEL', key)
end
return now()
