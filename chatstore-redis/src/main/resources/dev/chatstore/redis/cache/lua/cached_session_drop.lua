-- Drops a session, and keeps the version up to which no session is stored. Returns the time.
-- ARGV: version, time to live of the version
local known = load()
local version = math.max(tonumber(ARGV[1]), known and known.version or 0)
keep(DROPPED, version, 0, 0, '', ARGV[2])
return now()
