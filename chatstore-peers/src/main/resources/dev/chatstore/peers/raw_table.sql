create table raw_message (
  conversation varchar(255) not null,
  sequence bigint generated always as identity,
  role varchar(16) not null,
  content text not null,
  created timestamptz not null default now(),
  primary key (conversation, sequence)
)
