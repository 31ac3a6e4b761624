-- The first schema. Common dialect: uuid, bigint, text, boolean, double precision, bytea and no other type; each table ends
-- with a line of its own, so that SQLite gets it STRICT (a wrong type is refused there as it is on PostgreSQL) and
-- PostgreSQL gets text in collation C (both engines sort alike). Times are microseconds UTC and end in _at, days are
-- ISO text and end in _on.

-- facts about this installation: its region, the fingerprints of its keys
create table installation (
    name text primary key,
    value text not null
);

create table regions (
    region_code text primary key,
    parent_code text,
    level text not null,
    name text not null,
    initials text not null
);
create index regions_by_parent on regions (parent_code, region_code);

create table calendar_years (
    year bigint primary key,
    loaded_at bigint not null
);
create table calendar_days (
    day_on text primary key,
    year bigint not null references calendar_years (year),
    kind text not null,
    name text not null
);

create table departments (
    department_id uuid primary key,
    name text not null,
    region_code text not null references regions (region_code),
    parent_id uuid references departments (department_id),
    leader_signs boolean not null,
    ended_at bigint
);
create index departments_by_region on departments (region_code, name);

create table staff (
    staff_id uuid primary key,
    username text not null unique,
    name text not null,
    department_id uuid not null references departments (department_id),
    password_hash text not null,
    created_at bigint not null,
    ended_at bigint
);
create table staff_roles (
    staff_id uuid not null references staff (staff_id),
    role text not null,
    primary key (staff_id, role)
);
-- the token itself is in the cookie only
create table sessions (
    token_digest bytea primary key,
    staff_id uuid not null references staff (staff_id),
    created_at bigint not null,
    seen_at bigint not null,
    expires_at bigint not null,
    proven boolean not null
);
create index sessions_by_staff on sessions (staff_id);
-- six digits from a telephone (RFC 6238): a step of the clock counts once
create table second_factors (
    staff_id uuid primary key references staff (staff_id),
    secret_sealed bytea not null,
    confirmed_at bigint,
    last_step bigint not null
);
create table recovery_codes (
    staff_id uuid not null references staff (staff_id),
    code_key bigint not null,
    code_digest bytea not null,
    primary key (staff_id, code_digest)
);
-- lets somebody choose a new password, once; made by an admin, or on the machine itself
create table password_links (
    staff_id uuid primary key references staff (staff_id),
    token_digest bytea not null unique,
    without_factor boolean not null,
    made_by uuid references staff (staff_id),
    expires_at bigint not null
);
-- wrong passwords and codes; what was typed as a name may be a password, so that only a digest is kept
create table sign_in_failures (
    failure_id uuid primary key,
    user_digest bytea not null,
    address_digest bytea not null,
    failed_at bigint not null
);
create index sign_in_failures_by_user on sign_in_failures (user_digest, failed_at);
create index sign_in_failures_by_address on sign_in_failures (address_digest, failed_at);

-- one row a county and day: numbers are given without gaps, in the transaction that files
create table number_series (
    region_code text not null,
    day_on text not null,
    last bigint not null,
    primary key (region_code, day_on)
);

-- what people come for; one that left the list but is still named by a report is no longer offered
create table services (
    service_code text primary key,
    name text not null,
    category text not null,
    search text not null,
    place bigint not null,
    offered boolean not null
);
create index services_in_order on services (place, service_code);

create table cases (
    case_id uuid primary key,
    number text not null unique,
    region_code text not null references regions (region_code),
    kind text not null,
    service_code text references services (service_code),
    visibility text not null,
    danger boolean not null,
    stage text not null,
    version bigint not null,
    filed_at bigint not null,
    due_at bigint not null,
    due_provisional boolean not null,
    next_clock text,
    next_due_at bigint,
    next_provisional boolean not null,
    holder_id uuid references staff (staff_id),
    held_at bigint
);
create index cases_by_holder on cases (holder_id) where holder_id is not null;
create index cases_by_service on cases (service_code);

-- the truth of every clock; cases.due_at and cases.next_… are its stored result. What is counted: half days of office hours, or days
create table deadlines (
    case_id uuid not null references cases (case_id),
    clock text not null,
    started_at bigint not null,
    counted bigint not null,
    unit text not null,
    due_at bigint not null,
    provisional boolean not null,
    met_at bigint,
    stopped_at bigint,
    primary key (case_id, clock)
);
create index deadlines_provisional on deadlines (due_at) where provisional and met_at is null and stopped_at is null;
create index deadlines_of_verdicts on deadlines (due_at) where clock = 'verdict' and met_at is null and stopped_at is null;

-- the first of a case, and those who follow it. What tells who somebody is or where they live is sealed; a look-up is an HMAC
-- of the normalised number; the salt makes the digest in the history worthless once this row is deleted
create table reports (
    report_id uuid primary key,
    case_id uuid not null references cases (case_id),
    channel text not null,
    kind text not null,
    region_code text not null references regions (region_code),
    service_code text references services (service_code),
    obstacle text,
    tried_at text,
    site text,
    what text not null,
    wish text,
    salt bytea not null,
    happened_on text,
    reference text,
    address_sealed bytea,
    position_sealed bytea,
    who text not null,
    name_sealed bytea,
    phone_sealed bytea,
    phone_lookup bytea,
    organisation_sealed bytea,
    credit_code_sealed bytea,
    credit_code_lookup bytea,
    visibility text not null,
    identity text not null,
    danger boolean not null,
    taken_by uuid references staff (staff_id),
    code_version bigint not null,
    code_key bigint not null,
    code_digest bytea not null,
    draft_id uuid not null unique,
    filed_at bigint not null
);
create index reports_by_case on reports (case_id, filed_at);
create index reports_by_phone on reports (phone_lookup);
create index reports_by_credit_code on reports (credit_code_lookup);
create index reports_by_service on reports (service_code);

create table drafts (
    draft_id uuid primary key,
    form_sealed bytea not null,
    link_digest bytea unique,
    kept_at bigint not null,
    expires_at bigint not null
);
create index drafts_by_expiry on drafts (expires_at);
-- which browsers hold a draft, and for a day after it was filed may see its code again
create table draft_holders (
    browser_digest bytea not null,
    draft_id uuid not null,
    by_link boolean not null,
    held_at bigint not null,
    primary key (browser_digest, draft_id)
);
create index draft_holders_by_draft on draft_holders (draft_id);

create table work_orders (
    work_order_id uuid primary key,
    case_id uuid not null references cases (case_id),
    department_id uuid not null references departments (department_id),
    main boolean not null,
    dispatched_at bigint not null,
    accepted_at bigint,
    accepted_by uuid references staff (staff_id)
);
create unique index work_orders_main on work_orders (case_id) where main;

create table replies (
    reply_id uuid primary key,
    case_id uuid not null references cases (case_id),
    body text not null,
    salt bytea not null,
    written_by uuid not null references staff (staff_id),
    written_at bigint not null,
    signed_by uuid references staff (staff_id),
    signed_at bigint,
    released_by uuid references staff (staff_id),
    released_at bigint
);
create index replies_by_case on replies (case_id, written_at);

-- what a reporter wrote after filing: an addition, why they urge or take it back, what is still not solved; the event of the
-- same version holds its digest
create table citizen_words (
    case_id uuid not null references cases (case_id),
    version bigint not null,
    report_id uuid not null references reports (report_id),
    words text not null,
    salt bytea not null,
    primary key (case_id, version)
);
-- what a reporter typed and could not have done yet: sealed, for as long as their page stays open
create table own_forms (
    report_id uuid primary key references reports (report_id),
    form_sealed bytea not null,
    expires_at bigint not null
);
create index own_forms_by_expiry on own_forms (expires_at);

-- what was handed in: with a draft until that is filed, then with its report. The contents lie in the file store under the id
create table files (
    file_id uuid primary key,
    report_id uuid references reports (report_id),
    draft_id uuid references drafts (draft_id),
    name text not null,
    media text not null,
    byte_count bigint not null,
    digest bytea not null,
    added_at bigint not null
);
create index files_by_report on files (report_id);
create index files_by_draft on files (draft_id);

-- what a reviewer published of a case, in the office's own words
create table publications (
    case_id uuid primary key references cases (case_id),
    title text not null,
    answer text not null,
    salt bytea not null,
    published_by uuid not null references staff (staff_id),
    published_at bigint not null
);
-- its words, in the order in which the search for similar cases reads them; scope = county, or county and category
create table similar_postings (
    scope text not null,
    word text not null,
    published_at bigint not null,
    case_id uuid not null references publications (case_id),
    weight bigint not null,
    primary key (scope, word, published_at, case_id)
);
create index similar_postings_by_case on similar_postings (case_id);

-- history: rows are inserted and never touched again
create table events (
    event_id uuid primary key,
    case_id uuid not null references cases (case_id),
    version bigint not null,
    at bigint not null,
    kind text not null,
    actor text not null,
    staff_id uuid references staff (staff_id),
    body text not null,
    text_digest bytea,
    unique (case_id, version)
);
-- what the sequencer has still to number and seal; scopes = who may be told
create table outbox (
    event_id uuid primary key references events (event_id),
    at bigint not null,
    scopes text not null
);
create index outbox_in_order on outbox (at, event_id);
create table published (
    number bigint primary key,
    event_id uuid not null unique references events (event_id),
    seal bytea not null,
    scopes text not null
);

-- open work only, keyed in the order the page reads it; beside the key what a page is filtered by
create table queue_rows (
    scope_id text not null,
    bucket text not null,
    due_at bigint not null,
    case_id uuid not null references cases (case_id),
    filed_at bigint not null,
    kind text not null,
    channel text not null,
    service_code text,
    holder_id uuid,
    danger boolean not null,
    urged boolean not null,
    reopened boolean not null,
    primary key (scope_id, bucket, due_at, case_id)
);
create index queue_rows_by_filing on queue_rows (scope_id, bucket, filed_at, case_id);
create index queue_rows_by_case on queue_rows (case_id);

create table leases (
    name text primary key,
    holder text not null,
    until_at bigint not null
);
