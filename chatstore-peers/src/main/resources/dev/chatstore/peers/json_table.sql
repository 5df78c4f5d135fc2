create table json_conversation (
  id varchar(255) primary key,
  messages jsonb not null
)
