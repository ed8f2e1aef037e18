create table if not exists settings (
  name varchar(64) primary key,
  content varchar(256) not null
);
