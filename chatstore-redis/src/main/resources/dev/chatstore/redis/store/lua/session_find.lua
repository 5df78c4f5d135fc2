-- Returns a session.
local clock = now_of(ARGV[1])

return state(clock).live and reply(clock) or {'NONE'}
