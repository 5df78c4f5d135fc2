-- Extends the expiry of a session.
local clock, ttl = now_of(ARGV[1]), ARGV[2]

if not state(clock).live then
    return {'NONE'}
end
set_expiry(clock, ttl)
return reply(clock)
