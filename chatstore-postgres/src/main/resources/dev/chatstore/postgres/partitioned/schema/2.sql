-- The same table as in the folder above, partitioned by conversation.
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
) partition by hash (tenant, conversation);

create table chat_message_0 partition of chat_message for values with (modulus 16, remainder 0);
create table chat_message_1 partition of chat_message for values with (modulus 16, remainder 1);
create table chat_message_2 partition of chat_message for values with (modulus 16, remainder 2);
create table chat_message_3 partition of chat_message for values with (modulus 16, remainder 3);
create table chat_message_4 partition of chat_message for values with (modulus 16, remainder 4);
create table chat_message_5 partition of chat_message for values with (modulus 16, remainder 5);
create table chat_message_6 partition of chat_message for values with (modulus 16, remainder 6);
create table chat_message_7 partition of chat_message for values with (modulus 16, remainder 7);
create table chat_message_8 partition of chat_message for values with (modulus 16, remainder 8);
create table chat_message_9 partition of chat_message for values with (modulus 16, remainder 9);
create table chat_message_10 partition of chat_message for values with (modulus 16, remainder 10);
create table chat_message_11 partition of chat_message for values with (modulus 16, remainder 11);
create table chat_message_12 partition of chat_message for values with (modulus 16, remainder 12);
create table chat_message_13 partition of chat_message for values with (modulus 16, remainder 13);
create table chat_message_14 partition of chat_message for values with (modulus 16, remainder 14);
create table chat_message_15 partition of chat_message for values with (modulus 16, remainder 15);

create unique index chat_message_by_id on chat_message (tenant, conversation, (md5(id)::uuid))
    where id is not null;

create index chat_message_by_parent on chat_message (tenant, conversation, parent, sequence)
    where parent is not null;
