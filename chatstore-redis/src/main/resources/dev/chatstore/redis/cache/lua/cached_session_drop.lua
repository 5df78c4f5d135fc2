-- Forgets a session, and keeps the version up to which nothing is taken.
-- ARGV: version, time to keep it
local known = load()
local version = math.max(tonumber(ARGV[1]), known and known.version or 0)
keep(struct.pack(FORM, LAYOUT, GONE, version, 0, 0), ARGV[2])
return now()
