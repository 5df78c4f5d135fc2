-- Each minimum is the next entry of a primary key, so that no tenant is read, whatever its size.
select min(t.tenant)
from (
    select min(c.tenant) as tenant from chat_conversation c where c.tenant > :after
    union all
    select min(s.tenant) as tenant from chat_session s where s.tenant > :after) t
