//! SQLite chooses its way by what it has counted: these texts must not read a whole large table, whatever that was.

use super::{db::Db, eyes, history, queue, region, search, testing::store_test};

/// As it counts where a million cases were loaded and nothing waits to be published.
const COUNTED: [&str; 4] = [
    "analyze",
    "delete from sqlite_stat1 where tbl in ('events', 'cases', 'outbox')",
    "insert into sqlite_stat1 (tbl, idx, stat) values ('events', 'sqlite_autoindex_events_1', '8000000 1'), \
     ('events', 'sqlite_autoindex_events_2', '8000000 8 1'), ('cases', 'sqlite_autoindex_cases_1', '1000000 1')",
    "analyze sqlite_schema",
];

/// Whether a step reads all of a table that grows; a bloom filter is made by doing so.
fn is_whole(step: &str) -> bool {
    let scanned = step.strip_prefix("SCAN ").and_then(|rest| rest.split(' ').next());
    step.starts_with("BLOOM FILTER")
        || scanned.is_some_and(|table| ["r", "e", "c", "w", "regions", "events", "cases"].contains(&table))
}

store_test!(no_reading_of_every_page_goes_through_a_whole_table, |store, _at| {
    let Db::Sqlite { write, .. } = &store.db else { return };
    let mut conn = write.acquire().await.unwrap();
    for text in COUNTED {
        sqlx::query(text).execute(&mut *conn).await.unwrap();
    }
    let texts = [region::COUNTIES, region::OWN_COUNTIES, search::PLACES, history::WAITING, eyes::SCOPES_SQLITE];
    for text in texts.into_iter().chain(queue::PAGES.into_iter().flatten()) {
        let plan = sqlx::AssertSqlSafe(format!("explain query plan {text}"));
        let asked = sqlx::query_as(plan);
        let asked = if text.contains("$1") { asked.bind("[]") } else { asked };
        let steps: Vec<(i64, i64, i64, String)> = asked.fetch_all(&mut *conn).await.unwrap();
        let wrong: Vec<_> = steps.iter().map(|(.., step)| step).filter(|step| is_whole(step)).collect();
        assert!(wrong.is_empty(), "{wrong:?}: {text}");
    }
});
