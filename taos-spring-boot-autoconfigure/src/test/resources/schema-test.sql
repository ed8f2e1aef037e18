create table if not exists made_by_script (ts timestamp, v int);
