create table beside (ts timestamp, v int);
