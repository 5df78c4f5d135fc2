-- Returns the head of a conversation, which is created if it does not exist: with the fields and values from the fifth
-- argument on.
local token, nonce, now, day = unpack(ARGV, 1, 4)

local at = state()
if at.present then
    return {'HEAD', redis.call('HGETALL', head)}
end
if written(token) then
    return {'REMOVED'}
end
check_types()
begin(at, nonce, now, day)
redis.call('HSET', head, 'version', number(at.version + 1))
if #ARGV > 4 then
    redis.call('HSET', head, unpack(ARGV, 5))
end
remember(token, number(at.version + 1) .. ' 0')
return {'HEAD', redis.call('HGETALL', head)}
