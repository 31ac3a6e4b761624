-- An installation that is set up in the browser: what the office says about itself, and lists on their way.

-- what stands at the head and the foot of every page, a row a fact
create table office_facts (
    name text primary key,
    value text not null
);

-- a list that an admin sent and has not applied: its text sealed, since names stand in it
create table list_drafts (
    staff_id uuid not null references staff (staff_id),
    list text not null,
    body_sealed bytea not null,
    sent_at bigint not null,
    primary key (staff_id, list)
);
