-- The words of each report, county by county and newest last: what staff search reads.

create table case_postings (
    county text not null,
    word text not null,
    filed_at bigint not null,
    case_id uuid not null references cases (case_id),
    primary key (county, word, filed_at, case_id)
);
