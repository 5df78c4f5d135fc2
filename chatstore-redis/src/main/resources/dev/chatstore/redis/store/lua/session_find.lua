-- Returns a session.
return state(ARGV[1]).live and reply() or {'NONE'}
