//! Regions: the reference list, the installation's own place in it, and the search.

use super::{
    Fault, Moment, Result, Store,
    failure::Error,
    tx::{Conn, Tx},
};
use crate::region::{Level, Region, RegionCode};
use std::{collections::HashMap, sync::RwLock};

/// The Ministry of Civil Affairs' list (data/README.md).
const LIST: &str = include_str!("../../data/regions.csv");

type Row = (String, Option<String>, String, String, String);

const COUNT: &str = "select count(*) from (select 1 from regions limit 1) as some_region";
/// 42,000 rows in one statement: JSON in, rows out.
const LOAD_SQLITE: &str = "insert into regions (region_code, parent_code, level, name, initials) \
    select value->>0, value->>1, value->>2, value->>3, value->>4 from json_each($1)";
const LOAD_POSTGRES: &str = "insert into regions (region_code, parent_code, level, name, initials) \
    select value->>0, value->>1, value->>2, value->>3, value->>4 from json_array_elements(cast($1 as json)) as list (value)";
const INSERT: &str = "insert into regions (region_code, parent_code, level, name, initials) values ($1, $2, $3, $4, $5) \
    on conflict (region_code) do update set parent_code = excluded.parent_code, level = excluded.level, \
    name = excluded.name, initials = excluded.initials";
/// What is asked of a region is asked of the one above it, and never of the next: SQLite would read all 42,000 for a filter of
/// its own, or from the wrong end.
macro_rules! counties {
    ($of:literal) => {
        concat!(
            "with recursive below (region_code, parent_code, level, name, initials) as ( \
        select region_code, parent_code, level, name, initials from regions where region_code = ",
            $of,
            " union all select r.region_code, r.parent_code, r.level, r.name, r.initials \
        from below b cross join regions r where r.parent_code = b.region_code and b.level <> 'county') \
    select region_code, parent_code, level, name, initials from below where level = 'county' order by region_code"
        )
    };
}
pub(super) const COUNTIES: &str = counties!("$1");
pub(super) const OWN_COUNTIES: &str = counties!("(select value from installation where name = 'region')");
const UPWARD: &str = "with recursive upward (region_code, parent_code, depth) as ( \
        select region_code, parent_code, 0 from regions where region_code = $1 \
        union all select r.region_code, r.parent_code, u.depth + 1 from regions r join upward u on r.region_code = u.parent_code) \
    select region_code from upward order by depth";
const TOWNSHIPS: &str = "select region_code, parent_code, level, name, initials from regions \
    where parent_code = $1 and level = 'township' order by region_code";
/// The county, and behind it the township where it is one.
const PLACE_NAME: &str = "select case when g.level = 'township' and p.name is not null then p.name || ' ' || g.name else g.name end \
    from regions g left join regions p on p.region_code = g.parent_code where g.region_code = $1";
const NAME: &str = "select name from regions where region_code = $1";
/// `replace` finds a part of a name without `like`, whose wildcards user text could contain.
const SEARCH: &str = "select region_code, parent_code, level, name, initials from regions \
    where replace(name, $1, '') <> name or (initials >= $2 and initials < $3) \
    order by case when name = $1 or initials = $2 then 0 else 1 end, length(region_code), region_code limit 20";

const READ_FACT: &str = "select value from installation where name = $1";
const WRITE_FACT: &str =
    "insert into installation (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value";

fn region((code, parent, level, name, initials): Row) -> Result<Region> {
    let parent = parent.map(|parent| code_of(&parent)).transpose()?;
    let level = Level::parse(&level).ok_or(Fault::Corrupt("level"))?;
    Ok(Region { code: code_of(&code)?, parent, level, name, initials })
}

/// A region code as it stands in the database.
pub(super) fn code_of(text: &str) -> Result<RegionCode> {
    Ok(text.parse().map_err(|_| Fault::Corrupt("region code"))?)
}

/// Which regions lie above one, as far as somebody asked: the list changes with the program only, or by
/// [`Store::add_region`].
#[derive(Default)]
pub(super) struct Upward(RwLock<HashMap<RegionCode, Vec<RegionCode>>>);

impl Upward {
    fn of(&self, code: &RegionCode) -> Option<Vec<RegionCode>> {
        self.0.read().ok()?.get(code).cloned()
    }

    fn keep(&self, code: &RegionCode, above: &[RegionCode]) {
        // a region that is not there may be added
        if let Some(mut known) = self.0.write().ok().filter(|_| !above.is_empty()) {
            known.insert(code.clone(), above.to_vec());
        }
    }

    fn forget(&self) {
        if let Ok(mut known) = self.0.write() {
            known.clear();
        }
    }
}

impl Store {
    /// Loads the reference data into an empty database.
    pub(super) async fn load_reference(&self, at: Moment) -> Result<()> {
        let some: i64 = in_view!(self, |tx| { sql!(tx, conn => sqlx::query_scalar(COUNT).fetch_one(conn).await)? });
        if some == 0 {
            let lines: Vec<Vec<&str>> = LIST.lines().skip(1).map(|line| line.split(',').collect()).collect();
            let rows = lines
                .iter()
                .map(|fields| fields.iter().map(|field| Some(*field).filter(|text| !text.is_empty())).collect());
            let rows: Vec<Vec<Option<&str>>> = rows.collect();
            let json = serde_json::to_string(&rows).map_err(|_| Fault::Corrupt("region list"))?;
            in_tx!(self, |tx| { tx.load_regions(&json).await? })?;
        }
        self.load_shipped_calendar(at).await
    }

    /// Adds a region, or changes the one of this code: for regions that the list does not have.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_region(&self, region: &Region) -> Result<()> {
        let Region { code, parent, level, name, initials } = region;
        let parent = parent.as_ref().map(RegionCode::as_str);
        in_tx!(self, |tx| {
            sql!(tx, conn => sqlx::query(INSERT).bind(code.as_str()).bind(parent).bind(level.as_str()).bind(name).bind(initials)
                .execute(conn).await.map(drop))?;
        })?;
        self.upward.forget();
        Ok(())
    }

    /// Remembers which region this installation serves.
    ///
    /// # Errors
    /// When there is no such region.
    pub async fn serve_region(&self, code: &RegionCode) -> Result<()> {
        in_tx!(self, |tx| {
            if tx.region_name(code).await?.is_none() {
                return Err(Error::advice(format!(
                    "There is no region {code}. `clearway admin find-region NAME` finds the code for CLEARWAY_REGION."
                )));
            }
            tx.write_fact("region", code.as_str()).await?;
        })
    }

    /// The counties that this installation serves, by code.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn counties(&self) -> Result<Vec<Region>> {
        let rows: Vec<Row> = at_once!(self, conn => sqlx::query_as(OWN_COUNTIES).fetch_all(conn).await)?;
        rows.into_iter().map(region).collect()
    }

    /// The counties of a region: below it, or the one that it lies in.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn counties_of(&self, own: &RegionCode) -> Result<Vec<Region>> {
        let rows: Vec<Row> = in_view!(self, |tx| {
            let below: Vec<Row> = sql!(tx, conn => sqlx::query_as(COUNTIES).bind(own.as_str()).fetch_all(conn).await)?;
            match below.is_empty() {
                true => sql!(tx, conn => sqlx::query_as(COUNTIES).bind(own.six()).fetch_all(conn).await)?,
                false => below,
            }
        });
        rows.into_iter().map(region).collect()
    }

    /// The townships of a county.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn townships(&self, county: &RegionCode) -> Result<Vec<Region>> {
        let rows: Vec<Row> =
            at_once!(self, conn => sqlx::query_as(TOWNSHIPS).bind(county.as_str()).fetch_all(conn).await)?;
        rows.into_iter().map(region).collect()
    }

    /// Regions by a part of the name or by pinyin initials, at most 20, whole matches first, larger ones before smaller.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn search_regions(&self, words: &str) -> Result<Vec<Region>> {
        let words = words.trim().to_lowercase();
        if words.is_empty() {
            return Ok(Vec::new());
        }
        // the first text behind every text that begins with these letters
        let beyond = format!("{words}\u{10FFFF}");
        let rows: Vec<Row> = in_view!(self, |tx| {
            sql!(tx, conn => sqlx::query_as(SEARCH).bind(&words).bind(&words).bind(&beyond).fetch_all(conn).await)?
        });
        rows.into_iter().map(region).collect()
    }

    /// A fact about this installation.
    pub(super) async fn read_fact(&self, name: &str) -> Result<Option<String>> {
        Ok(at_once!(self, conn => sqlx::query_scalar(READ_FACT).bind(name).fetch_optional(conn).await)?)
    }
}

impl Tx {
    async fn load_regions(&mut self, json: &str) -> Result<()> {
        match &mut self.conn {
            Conn::Sqlite(tx) => sqlx::query(LOAD_SQLITE).bind(json).execute(&mut **tx).await.map(drop)?,
            Conn::Postgres(tx) => sqlx::query(LOAD_POSTGRES).bind(json).execute(&mut **tx).await.map(drop)?,
        }
        Ok(())
    }

    pub async fn read_fact(&mut self, name: &str) -> Result<Option<String>> {
        Ok(sql!(self, conn => sqlx::query_scalar(READ_FACT).bind(name).fetch_optional(conn).await)?)
    }

    pub async fn write_fact(&mut self, name: &str, value: &str) -> Result<()> {
        Ok(sql!(self, conn => sqlx::query(WRITE_FACT).bind(name).bind(value).execute(conn).await.map(drop))?)
    }

    pub async fn region_name(&mut self, code: &RegionCode) -> Result<Option<String>> {
        Ok(sql!(self, conn => sqlx::query_scalar(NAME).bind(code.as_str()).fetch_optional(conn).await)?)
    }

    /// A place as people say it: the county, with the township where it is one.
    pub async fn place_name(&mut self, code: &RegionCode) -> Result<String> {
        let name: Option<String> =
            sql!(self, conn => sqlx::query_scalar(PLACE_NAME).bind(code.as_str()).fetch_optional(conn).await)?;
        Ok(name.unwrap_or_default())
    }

    /// The region and all above it, itself first.
    pub async fn upward(&mut self, code: &RegionCode) -> Result<Vec<RegionCode>> {
        if let Some(known) = self.upward.of(code) {
            return Ok(known);
        }
        let codes: Vec<String> =
            sql!(self, conn => sqlx::query_scalar(UPWARD).bind(code.as_str()).fetch_all(conn).await)?;
        let above: Vec<RegionCode> = codes.iter().map(|code| code_of(code)).collect::<Result<_>>()?;
        self.upward.keep(code, &above);
        Ok(above)
    }
}

#[cfg(test)]
mod tests {
    use crate::store::testing::{code, store_test};

    store_test!(a_region_is_found_by_part_of_its_name_and_by_initials, |store, _at| {
        let found = store.search_regions("\u{671D}\u{9633}").await.unwrap();
        assert!(found.iter().any(|region| region.code == code("110105")), "{found:?}");
        let found = store.search_regions("CYQ").await.unwrap();
        assert!(found.iter().any(|region| region.code == code("110105")), "{found:?}");
        assert!(store.search_regions("%").await.unwrap().is_empty());
        assert!(store.search_regions(" ").await.unwrap().is_empty());
    });

    store_test!(a_county_that_hangs_directly_under_a_province_is_served, |store, _at| {
        store.serve_region(&code("460000")).await.unwrap();
        let counties = store.counties().await.unwrap();
        assert!(counties.iter().any(|county| county.parent == Some(code("460000"))), "{counties:?}");
        assert!(store.serve_region(&code("999999")).await.is_err());
    });
}
