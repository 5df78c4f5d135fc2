-- Removes a tenant without sessions from the list of tenants, unless it was added again after a time.
TYPES = {'zset'}
local tenant, time = unpack(ARGV, 1, 2)

local added = redis.call('ZSCORE', KEYS[1], tenant)
if added and tonumber(added) < tonumber(time) then
    redis.call('ZREM', KEYS[1], tenant)
end
return {'DONE'}
