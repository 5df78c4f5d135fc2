-- Runs a script, and returns FOREIGN and the key of a value that another program wrote: one that is not of the type of
-- its key, or of which the script found that it is not of the form in which scripts write it.
local done, reply = pcall(run)
if done then
    return reply
end
for i, name in ipairs(KEYS) do
    local type = redis.call('TYPE', name).ok
    if type ~= 'none' and type ~= TYPES[i] then
        return {'FOREIGN', name}
    end
end
if type(reply) == 'table' then
    return reply.foreign and {'FOREIGN', reply.foreign} or reply
end
-- The error of a command, which begins with its code. Some servers put the place in front.
return redis.error_reply((string.gsub(reply, '^@?user_script:%s*%d+:%s*', ''):gsub('^%-', '')))
