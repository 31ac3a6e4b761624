//! The texts that read a range of a list: one a sort, each in the order of an index; a filter only leaves rows out.
//!
//! A limit that is bound is cast: SQLite looks into one that stands bare, and plans the text anew at every call.

use super::heads::heads;

/// Whether a word stands in the report, as search finds it.
macro_rules! word {
    ($word:literal) => {
        concat!(
            "and (",
            $word,
            " is null or exists (select 1 from case_postings p where p.county = substr(q.region_code, 1, 6) and p.word = ",
            $word,
            " and p.filed_at = q.filed_at and p.case_id = q.case_id)) "
        )
    };
}

/// What stands in a range with a filter.
macro_rules! rows {
    ($columns:literal, $range:expr, $tail:expr) => {
        rows!($columns, "queue_rows q", $range, $tail)
    };
    ($columns:literal, $from:literal, $range:expr, $tail:expr) => {
        concat!(
            "select ",
            $columns,
            " from ",
            $from,
            " where ",
            $range,
            " and ($3 is null or not exists (select 1 from queue_rows o where o.case_id = q.case_id and o.scope_id = $3)) \
             and ($6 is null or exists (select 1 from queue_rows o where o.case_id = q.case_id and o.scope_id = $6)) \
             and ($7 is null or exists (select 1 from queue_rows o where o.case_id = q.case_id and o.scope_id = $7)) \
             and (not $8 or q.holder_id is null) and ($9 is null or q.holder_id = $9) and ($10 is null or q.kind = $10) \
             and ($11 is null or q.channel = $11) and ($12 is null or q.service_code = $12) and ($13 is null \
             or ($13 = 'urged' and q.urged) or ($13 = 'reopened' and q.reopened) or ($13 = 'danger' and q.danger)) \
             and ($14 is null or q.case_id = $14) ",
            word!("$15"),
            word!("$16"),
            word!("$17"),
            $tail
        )
    };
}

macro_rules! held {
    () => {
        "q.holder_id = $9 and q.scope_id || '' = $1 and ($2 = 'any' or q.bucket = $2) and q.due_at >= $4 and q.due_at < $5"
    };
}

/// The keys of a page: in one bucket, and in the hands of somebody in any of them. What somebody holds is little: the expression
/// keeps SQLite from reading the whole scope instead.
macro_rules! keys {
    ($due:literal, $tail:literal) => {
        [
            rows!("q.due_at, q.filed_at, q.case_id", $due, $tail),
            rows!("q.due_at, q.filed_at, q.case_id", held!(), $tail),
        ]
    };
}

/// The rows of a page with their keys, in one statement: it is its own snapshot.
macro_rules! page {
    ($due:literal, $tail:literal) => {
        [
            page!(rows!("q.due_at, q.filed_at, q.case_id", $due, $tail)),
            page!(rows!("q.due_at, q.filed_at, q.case_id", held!(), $tail)),
        ]
    };
    ($keys:expr) => {
        heads!(
            "k.due_at as key_due, k.filed_at as key_filed, ",
            concat!("(", $keys, ") k cross join "),
            "c.case_id = k.case_id"
        )
    };
}

macro_rules! by_due {
    ($shape:ident) => {
        $shape!(
            "q.scope_id = $1 and q.bucket = $2 and q.due_at >= $4 and q.due_at < $5",
            "and (q.due_at, q.case_id) > ($18, $19) order by q.due_at, q.case_id limit cast($20 as bigint)"
        )
    };
}

// the plus keeps SQLite from reading by deadline and sorting
macro_rules! by_filing {
    ($shape:ident) => {
        $shape!(
            "q.scope_id = $1 and q.bucket = $2 and +q.due_at >= $4 and +q.due_at < $5",
            "and (q.filed_at, q.case_id) > ($18, $19) order by q.filed_at, q.case_id limit cast($20 as bigint)"
        )
    };
}

pub(super) const BY_DUE: [&str; 2] = by_due!(keys);
pub(super) const BY_FILING: [&str; 2] = by_filing!(keys);
pub(super) const PAGE_BY_DUE: [&str; 2] = by_due!(page);
pub(super) const PAGE_BY_FILING: [&str; 2] = by_filing!(page);
pub(super) const URGED: [&str; 2] = keys!(
    "q.scope_id = $1 and q.bucket = $2 and q.due_at >= $4 and q.due_at < $5 and q.urged",
    "and q.urged and (q.due_at, q.case_id) > ($18, $19) order by q.due_at, q.case_id limit cast($20 as bigint)"
);
pub(super) const CALM: [&str; 2] = keys!(
    "q.scope_id = $1 and q.bucket = $2 and q.due_at >= $4 and q.due_at < $5",
    "and not q.urged and (q.due_at, q.case_id) > ($18, $19) order by q.due_at, q.case_id limit cast($20 as bigint)"
);

macro_rules! count {
    ($range:expr) => {
        concat!("select count(*) from (", rows!("1", $range, "limit cast($18 as bigint)"), ") as rows_")
    };
}

pub(super) const COUNT: [&str; 2] =
    [count!("q.scope_id = $1 and q.bucket = $2 and q.due_at >= $4 and q.due_at < $5"), count!(held!())];

/// Without a filter the index alone tells, in one reading: what is late comes first.
pub(super) const COUNT_PLAIN: &str = "select count(*), count(case when due_at < $4 then 1 end) from (select due_at from queue_rows \
    where scope_id = $1 and bucket = $2 and due_at < $3 order by due_at limit cast($5 as bigint)) as rows_";

macro_rules! came {
    ($range:expr) => {
        rows!("q.came_at", $range, "order by q.came_at desc limit cast($18 as bigint)")
    };
}

pub(super) const CAME: [&str; 2] =
    [came!("q.scope_id = $1 and q.bucket = $2 and +q.due_at >= $4 and +q.due_at < $5"), came!(held!())];

macro_rules! standing {
    ($from:literal, $case:literal) => {
        rows!(
            "q.case_id",
            $from,
            concat!(
                $case,
                " and q.scope_id = $1 and ($2 = 'any' or q.bucket = $2) and q.due_at >= $4 and q.due_at < $5"
            ),
            ""
        )
    };
}

// the cross join keeps SQLite from reading the whole scope instead of these cases
pub(super) const STANDING_SQLITE: &str =
    standing!("json_each($18) j cross join queue_rows q", "q.case_id = unhex(j.value)");
pub(super) const STANDING_POSTGRES: &str = standing!("queue_rows q", "q.case_id = any($18)");

/// What may be taken next: free, not let pass today by the same person, and no answer of their own to be let out.
macro_rules! next {
    ($locks:literal) => {
        rows!(
            "q.due_at, q.urged, q.danger, q.case_id",
            "queue_rows q join cases c on c.case_id = q.case_id",
            "q.scope_id = $1 and q.bucket = $2 and q.due_at >= $4 and q.due_at < $5 and c.holder_id is null",
            concat!(
                "and not exists (select 1 from skips s where s.staff_id = $18 and s.at >= $19 and s.case_id = q.case_id) \
                 and (q.bucket <> 'to-release' or not exists (select 1 from replies r where r.case_id = q.case_id \
                 and (r.written_by = $18 or r.signed_by = $18))) \
                 order by q.due_at, q.urged desc, q.danger desc, q.case_id limit 1",
                $locks
            )
        )
    };
}

pub(super) const NEXT: &str = next!("");
pub(super) const NEXT_LOCKED: &str = next!(" for update of c skip locked");
