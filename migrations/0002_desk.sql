-- The desk: which department answers for what, words among staff, and what each person keeps for their own work.

-- a service or a category, and the department that answers for it in its region and below, with the legal basis. A rule that
-- no longer holds is ended, not deleted: cases name it
create table duty_rules (
    duty_rule_id uuid primary key,
    service_code text,
    category text,
    department_id uuid not null references departments (department_id),
    basis text not null,
    made_at bigint not null,
    ended_at bigint
);
create index duty_rules_by_service on duty_rules (service_code);
create index duty_rules_by_category on duty_rules (category);

-- words among staff, never for a citizen; the event of the same version holds their digest
create table notes (
    case_id uuid not null references cases (case_id),
    version bigint not null,
    staff_id uuid not null references staff (staff_id),
    words text not null,
    salt bytea not null,
    primary key (case_id, version)
);

-- what the person asks, point by point, as staff understood it: an answer goes out when each is answered
create table points (
    case_id uuid not null references cases (case_id),
    place bigint not null,
    words text not null,
    answered boolean not null,
    primary key (case_id, place)
);

-- what somebody typed on a case and has not sent: one a person, case and part of the page
create table desk_drafts (
    staff_id uuid not null references staff (staff_id),
    case_id uuid not null references cases (case_id),
    part text not null,
    body text not null,
    kept_at bigint not null,
    primary key (staff_id, case_id, part)
);

-- what happened to a case that somebody holds, or that was given back to them
create table inbox (
    staff_id uuid not null references staff (staff_id),
    at bigint not null,
    case_id uuid not null references cases (case_id),
    version bigint not null,
    kind text not null,
    read_at bigint,
    primary key (staff_id, at, case_id, version)
);
create index inbox_unread on inbox (staff_id) where read_at is null;

-- a list with its filters, kept under a name; shared = the colleagues of the owner's department see it, too
create table saved_views (
    saved_view_id uuid primary key,
    owner_id uuid not null references staff (staff_id),
    shared boolean not null,
    name text not null,
    bucket text not null,
    filter text not null,
    made_at bigint not null
);
create index saved_views_by_owner on saved_views (owner_id, made_at);

-- how somebody wants the desk: shortcuts, columns, density
create table desk_settings (
    staff_id uuid primary key references staff (staff_id),
    settings text not null
);

-- words to begin a reply with, for a region and all below it
create table templates (
    template_id uuid primary key,
    region_code text not null references regions (region_code),
    name text not null,
    body text not null,
    service_code text,
    changed_at bigint not null,
    ended_at bigint
);
create index templates_by_region on templates (region_code, name);
