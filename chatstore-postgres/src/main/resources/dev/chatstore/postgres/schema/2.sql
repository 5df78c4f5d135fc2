-- A null parent is the message right before. A message without a time at which it was said was said when it was
-- created. The write token marks the first message of an append without ids.
create table chat_message (
    tenant varchar(255) collate "C" not null,
    conversation varchar(255) collate "C" not null,
    sequence bigint not null,
    version bigint not null,
    id varchar(255) collate "C",
    role varchar(16) not null,
    author varchar(255),
    text text not null,
    attachments text,
    metadata text,
    parent bigint,
    tokens bigint not null,
    revision int not null,
    created_micros bigint not null,
    said_micros bigint,
    edited_micros bigint,
    redacted smallint not null,
    fingerprint bigint,
    write_token bigint,
    primary key (tenant, conversation, sequence),
    check (parent < sequence)
);

-- A digest instead of the id, which would not fit into an index entry together with the longest names.
create unique index chat_message_by_id on chat_message (tenant, conversation, (md5(id)::uuid))
    where id is not null;

create index chat_message_by_parent on chat_message (tenant, conversation, parent, sequence)
    where parent is not null;
