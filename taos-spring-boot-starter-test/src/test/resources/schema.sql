-- the tests' tables
create table if not exists meters (ts timestamp, note varchar(20), voltage int);
insert into meters values ('2024-01-01 00:00:00.000', 'a;b''s', 230);
