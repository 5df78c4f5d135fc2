create table if not exists chat_schema (
    version int not null primary key,
    applied_micros bigint not null
)
