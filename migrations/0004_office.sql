-- The office: what an admin set up, and every change of it.

-- inserted only: who changed what of the installation, with the values before and after
create table office_events (
    office_event_id uuid primary key,
    at bigint not null,
    staff_id uuid references staff (staff_id),
    kind text not null,
    subject text not null,
    change text not null
);
create index office_events_in_order on office_events (at, office_event_id);

-- texts of public pages that this office words itself, in place of the shipped ones
create table page_texts (
    page text not null,
    lang text not null,
    body text not null,
    changed_at bigint not null,
    primary key (page, lang)
);
