-- Contents that no row of files names: on their way in, written before their row; or on their way out, left when their row
-- went. What a process that died left behind is found here and swept.
create table loose_files (
    file_id uuid primary key,
    leaves boolean not null,
    since_at bigint not null
);
