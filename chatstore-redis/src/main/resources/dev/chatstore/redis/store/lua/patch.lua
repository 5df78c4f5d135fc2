-- Changes the profile of a conversation. The change of a field is = to keep it, - to clear it, or + and the new value.
-- The entry in the list of a new owner holds the time of the conversation's creation; with another time the result is
-- MOVED, since the conversation was deleted and created again. Returns the former owner and its nonce, the head, and 1
-- if anything changed.
local token, expected, created, owner_nonce, now = unpack(ARGV, 1, 5)
local NAMES = {'owner', 'title', 'model', 'prompt', 'metadata', 'archived'}

local at = state()
local note = written(token)
if note then
    -- Another writer's change since is reported by that writer.
    local last = string.match(note, '^%d+') == number(at.version) and '1' or ''
    return at.present and {'HEAD', '', '', redis.call('HGETALL', head), last} or {'NONE'}
end
if expected ~= '' and tonumber(expected) ~= visible(at) then
    return conflict(at)
end
if not at.present then
    return {'NONE'}
end
local before = redis.call('HMGET', head, unpack(NAMES))
local set, cleared = {}, {}
for i, name in ipairs(NAMES) do
    local change, value = string.sub(ARGV[5 + i], 1, 1), string.sub(ARGV[5 + i], 2)
    if change == '-' and before[i] then
        cleared[#cleared + 1] = name
    elseif change == '+' and not same(name, before[i], value) then
        set[#set + 1] = name
        set[#set + 1] = value
    end
end
if #set == 0 and #cleared == 0 then
    return {'HEAD', '', '', redis.call('HGETALL', head), ''}
end
local old_owner, old_nonce = '', ''
if set[1] == 'owner' then
    if created ~= redis.call('HGET', head, 'created') then
        return {'MOVED'}
    end
    set[#set + 1] = 'ownerNonce'
    set[#set + 1] = owner_nonce
end
if set[1] == 'owner' or cleared[1] == 'owner' then
    old_owner, old_nonce = before[1] or '', redis.call('HGET', head, 'ownerNonce') or ''
end
check_types()
redis.call('HSET', head, 'version', number(at.version + 1), 'updated', now, unpack(set))
if cleared[1] == 'owner' then
    cleared[#cleared + 1] = 'ownerNonce'
end
if #cleared > 0 then
    redis.call('HDEL', head, unpack(cleared))
end
remember(token, number(at.version + 1) .. ' 0')
return {'HEAD', old_owner, old_nonce, redis.call('HGETALL', head), '1'}
