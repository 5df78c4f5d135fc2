-- Each change of the schema commits by itself, so that all statements can be repeated after an interrupted step. The
-- collation compares bytes and counts trailing spaces. There are no foreign keys: the insert of a row that refers to a
-- head would take a shared lock on it, which deadlocks with the update of the head.

-- The head of a conversation: small, since each append rewrites it. The head of a removed conversation stays for a
-- while with its version. The indexes of the lists are read backwards and hold the id, which saves a sort. The day of
-- the last activity, in days since 1970 (UTC), is in an index, which an append therefore writes once a day. A removed
-- conversation has none. The sequence before the first message is a column, since the server uses no expression as a bound
-- of an index.
create table if not exists chat_conversation (
    tenant varchar(255) not null,
    id varchar(255) not null,
    version bigint not null,
    message_count bigint not null,
    last_sequence bigint not null,
    tokens bigint not null,
    owner varchar(255),
    archived smallint not null,
    created_micros bigint not null,
    active_micros bigint not null,
    updated_micros bigint not null,
    deleted_micros bigint,
    leftover bigint not null default 0,
    before_first bigint generated always as (last_sequence - message_count) virtual,
    active_day int generated always as (if(deleted_micros is null, active_micros div 86400000000, null)) stored,
    primary key (tenant, id),
    key chat_conversation_by_owner (tenant, owner, created_micros, id, archived),
    key chat_conversation_by_tenant (tenant, created_micros, id),
    key chat_conversation_by_activity (tenant, active_day, archived),
    key chat_conversation_deleted (deleted_micros)
) engine = InnoDB row_format = dynamic character set utf8mb4 collate utf8mb4_nopad_bin;

-- One row: the identity of the store, by which shared caches keep stores apart.
create table if not exists chat_store (
    id smallint not null primary key,
    identity varchar(32) not null
) engine = InnoDB row_format = dynamic character set utf8mb4 collate utf8mb4_nopad_bin;

-- The deleted conversations whose messages are still to be removed, through the sequence in the column leftover of the
-- head.
create table if not exists chat_removal (
    tenant varchar(255) not null,
    conversation varchar(255) not null,
    primary key (tenant, conversation)
) engine = InnoDB row_format = dynamic character set utf8mb4 collate utf8mb4_nopad_bin;

-- The profile of a conversation: large and rarely changed. The owner is in the head, for the list.
create table if not exists chat_profile (
    tenant varchar(255) not null,
    conversation varchar(255) not null,
    title varchar(1000),
    model varchar(255),
    system_prompt longtext,
    metadata longtext,
    primary key (tenant, conversation)
) engine = InnoDB row_format = dynamic character set utf8mb4 collate utf8mb4_nopad_bin;

-- A null parent is the message right before. A message without a time at which it was said was said when it was
-- created. The write token marks the first message of an append without ids.
create table if not exists chat_message (
    tenant varchar(255) not null,
    conversation varchar(255) not null,
    sequence bigint not null,
    version bigint not null,
    id varchar(255),
    role varchar(16) not null,
    author varchar(255),
    text longtext not null,
    attachments longtext,
    metadata longtext,
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
    unique key chat_message_by_id (tenant, conversation, id)
) engine = InnoDB row_format = dynamic character set utf8mb4 collate utf8mb4_nopad_bin;

-- The messages whose parent is not the one right before. An index on the parent would be written by each append.
create table if not exists chat_reply (
    tenant varchar(255) not null,
    conversation varchar(255) not null,
    parent bigint not null,
    sequence bigint not null,
    primary key (tenant, conversation, parent, sequence)
) engine = InnoDB row_format = dynamic character set utf8mb4 collate utf8mb4_nopad_bin;

-- Older revisions of edited messages.
create table if not exists chat_revision (
    tenant varchar(255) not null,
    conversation varchar(255) not null,
    sequence bigint not null,
    revision int not null,
    text longtext not null,
    attachments longtext,
    metadata longtext,
    tokens bigint not null,
    edited_micros bigint,
    primary key (tenant, conversation, sequence, revision)
) engine = InnoDB row_format = dynamic character set utf8mb4 collate utf8mb4_nopad_bin;

-- The row of a deleted session stays for a while with its version, without owner and state, and counts as expired.
-- The index takes the first characters of the owner, since the longest names do not fit into it whole.
create table if not exists chat_session (
    tenant varchar(255) not null,
    name varchar(64) not null,
    id varchar(255) not null,
    owner varchar(255),
    version bigint not null,
    state longtext not null,
    created_micros bigint not null,
    updated_micros bigint not null,
    expires_micros bigint,
    removed smallint not null,
    write_token bigint not null,
    primary key (tenant, name, id),
    key chat_session_by_owner (tenant, owner(190), name, id),
    key chat_session_by_expiry (expires_micros)
) engine = InnoDB row_format = dynamic character set utf8mb4 collate utf8mb4_nopad_bin;

-- A row for each task that only one process does at a time. The process locks the row meanwhile.
create table if not exists chat_task (
    name varchar(255) not null primary key
) engine = InnoDB row_format = dynamic character set utf8mb4 collate utf8mb4_nopad_bin;

insert into chat_task (name) values ('clean') on duplicate key update name = values(name);

-- Each change of the schema commits by itself, so that all statements can be repeated after an interrupted step.

-- The number of messages in segments, which are the oldest ones. The column message_count has the others.
alter table chat_conversation add column if not exists in_segments bigint not null default 0;

-- The segments of the archive: consecutive messages of a conversation, compressed. The content is null if a place outside of
-- the database has it. The index serves the removal of contents that no segment has.
create table if not exists chat_segment (
    tenant varchar(255) not null,
    conversation varchar(255) not null,
    first_sequence bigint not null,
    last_sequence bigint not null,
    id varchar(32) not null,
    tokens bigint not null,
    size_bytes bigint not null,
    digest varchar(64) not null,
    place varchar(32),
    stored_bytes bigint not null,
    content longblob,
    primary key (tenant, conversation, first_sequence),
    key chat_segment_by_id (id)
) engine = InnoDB row_format = dynamic character set utf8mb4 collate utf8mb4_nopad_bin;

create table if not exists chat_schema (
    version int not null primary key,
    applied_micros bigint not null
);

insert into chat_schema (version, applied_micros) values (1, 1795262400000000);
insert into chat_schema (version, applied_micros) values (2, 1795262400000000);
insert into chat_conversation (tenant, id, version, message_count, last_sequence, tokens, owner, archived, created_micros, active_micros, updated_micros, deleted_micros, in_segments) values ('default', 'kari', 4, 4, 4, 0, 'kari', 0, 1795262400000000, 1795262400000000, 1795262400000000, null, 0);
insert into chat_conversation (tenant, id, version, message_count, last_sequence, tokens, owner, archived, created_micros, active_micros, updated_micros, deleted_micros, in_segments) values ('default', 'removed', 2, 0, 0, 0, null, 0, 1795262400000000, 1795262400000000, 1795262400000000, 1795262400000000, 0);
insert into chat_profile (tenant, conversation, title, model, system_prompt, metadata) values ('default', 'kari', 'Oslo', null, null, null);
insert into chat_message (tenant, conversation, sequence, version, id, role, author, text, attachments, metadata, parent, tokens, revision, created_micros, said_micros, edited_micros, redacted, fingerprint, write_token) values ('default', 'kari', 1, 2, 'm1', 'user', null, 'one', null, null, null, 0, 1, 1795262400000000, null, null, 0, 4576272993804000631, -4964420948893066024);
insert into chat_message (tenant, conversation, sequence, version, id, role, author, text, attachments, metadata, parent, tokens, revision, created_micros, said_micros, edited_micros, redacted, fingerprint, write_token) values ('default', 'kari', 2, 2, null, 'assistant', null, 'zwei, edited', null, '{"model":"m"}', null, 0, 2, 1795262400000000, null, 1795262400000000, 0, null, null);
insert into chat_message (tenant, conversation, sequence, version, id, role, author, text, attachments, metadata, parent, tokens, revision, created_micros, said_micros, edited_micros, redacted, fingerprint, write_token) values ('default', 'kari', 3, 2, null, 'user', null, '', null, null, null, 0, 2, 1795262400000000, null, 1795262400000000, 1, null, null);
insert into chat_message (tenant, conversation, sequence, version, id, role, author, text, attachments, metadata, parent, tokens, revision, created_micros, said_micros, edited_micros, redacted, fingerprint, write_token) values ('default', 'kari', 4, 2, null, 'user', null, 'fjórir', null, null, null, 0, 1, 1795262400000000, null, null, 0, null, null);
insert into chat_revision (tenant, conversation, sequence, revision, text, attachments, metadata, tokens, edited_micros) values ('default', 'kari', 2, 1, 'two', null, '{"model":"m"}', 0, null);
insert into chat_session (tenant, name, id, owner, version, state, created_micros, updated_micros, expires_micros, removed, write_token) values ('default', 'default', 'kari', null, 1, '{"count":7,"name":"kari"}', 1795262400000000, 1795262400000000, null, 0, 3831662765844904176);
