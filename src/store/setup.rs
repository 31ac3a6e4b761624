//! Setting an empty installation up: a code that was told on the terminal opens it, and the first admin closes it for ever.

use super::{Fault, Moment, Result, Store, Token, region::code_of, token::to_hex, tx::Tx};
use crate::{
    identifiers::query_code::QueryCode,
    office::{OfficeEvent, OfficeFacts, OfficeKind, RegionFound, SetupNow},
    refusal::Refusal,
    region::{Level, RegionCode},
    staff::Role,
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The facts of the installation that hold the digests of the code, and of the pass of the browser that gave it last.
const CODE: &str = "setup_code";
const PASS: &str = "setup_pass";

const FORGET: &str = "delete from installation where name = $1";
/// Of two that finish at once, one takes it.
const TAKE: &str = "delete from installation where name = $1 and value = $2";
type Found = (String, String, String, Option<String>, Option<String>);
const FIND: &str = "select r.region_code, r.level, r.name, p.name, g.name from regions r \
    left join regions p on p.region_code = r.parent_code left join regions g on g.region_code = p.parent_code \
    where r.level <> 'township' and (r.region_code = $1 or replace(r.name, $1, '') <> r.name or (r.initials >= $1 and r.initials < $2)) \
    order by case when r.name = $1 or r.initials = $1 or r.region_code = $1 then 0 else 1 end, r.region_code limit 30";

/// Who runs the installation from now on, and the desk where they sit: whatever no rule sends elsewhere waits there.
pub struct FirstAdmin {
    /// What they sign in with.
    pub username: String,
    /// The name colleagues see.
    pub name: String,
    /// Their password as an argon2id PHC string.
    pub password_hash: String,
    /// The name of the desk that dispatches.
    pub desk: String,
}

fn digest(code: &QueryCode) -> String {
    to_hex(&Sha256::digest(format!("{CODE} {}", code.as_str())))
}

fn found((code, level, name, parent, above): Found) -> Result<RegionFound> {
    let name = [above, parent, Some(name)].into_iter().flatten().collect::<Vec<_>>().join(" ");
    Ok(RegionFound { code: code_of(&code)?, level: Level::parse(&level).ok_or(Fault::Corrupt("level"))?, name })
}

impl Store {
    /// Lets this code, and none before it, open the set-up. Says whether there is anything to set up: never once somebody
    /// works here.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn offer_setup(&self, code: &QueryCode) -> Result<bool> {
        in_tx!(self, |tx| {
            let open = tx.somebody_works_here().await?;
            if !open {
                tx.write_fact(CODE, &digest(code)).await?;
                sql!(tx, conn => sqlx::query(FORGET).bind(PASS).execute(conn).await.map(drop))?;
            }
            !open
        })
    }

    /// Opens the set-up for a browser that knows the code; another that was at it has to give the code again.
    ///
    /// # Errors
    /// [`Refusal::WrongCode`], also when there is nothing to set up any more.
    pub async fn enter_setup(&self, code: &QueryCode, pass: &Token) -> Result<()> {
        in_tx!(self, |tx| {
            let known = tx.read_fact(CODE).await?;
            if tx.somebody_works_here().await? || known != Some(digest(code)) {
                return Err(Refusal::WrongCode.into());
            }
            tx.write_fact(PASS, &to_hex(&pass.digest())).await?;
        })
    }

    /// How far the set-up has come.
    ///
    /// # Errors
    /// [`Refusal::SignedOut`] for every browser but the one that gave the code last.
    pub async fn read_setup(&self, pass: &Token) -> Result<SetupNow> {
        Ok(in_view!(self, |tx| {
            tx.sets_up(pass).await?;
            let region = match tx.read_fact("region").await? {
                Some(code) => tx.find_regions(&code).await?.into_iter().find(|region| region.code.as_str() == code),
                None => None,
            };
            SetupNow { region, facts: tx.office_facts().await? }
        }))
    }

    /// Regions from which the one that is served can be chosen: by name, initials or code.
    ///
    /// # Errors
    /// As [`Store::read_setup`].
    pub async fn find_setup_region(&self, pass: &Token, words: &str) -> Result<Vec<RegionFound>> {
        let words = words.trim().to_lowercase();
        Ok(in_view!(self, |tx| {
            tx.sets_up(pass).await?;
            if words.is_empty() { Vec::new() } else { tx.find_regions(&words).await? }
        }))
    }

    /// Chooses the region that is served.
    ///
    /// # Errors
    /// As [`Store::read_setup`]; [`Refusal::NotFound`] when there is no such region.
    pub async fn choose_setup_region(&self, pass: &Token, code: &RegionCode) -> Result<()> {
        in_tx!(self, |tx| {
            tx.sets_up(pass).await?;
            tx.region_name(code).await?.ok_or(Refusal::NotFound)?;
            tx.write_fact("region", code.as_str()).await?;
        })
    }

    /// Keeps what the office says of itself, right or not: nobody reads it yet, and nothing typed is lost.
    ///
    /// # Errors
    /// As [`Store::read_setup`].
    pub async fn keep_setup_facts(&self, pass: &Token, facts: &OfficeFacts) -> Result<()> {
        in_tx!(self, |tx| {
            tx.sets_up(pass).await?;
            tx.write_office_facts(facts).await?;
        })
    }

    /// Makes the first admin and the desk that dispatches, and closes the set-up for ever.
    ///
    /// # Errors
    /// As [`Store::read_setup`]; [`Refusal::WrongSettings`] when a page before this one is not done.
    pub async fn finish_setup(&self, pass: &Token, admin: &FirstAdmin, at: Moment) -> Result<()> {
        let FirstAdmin { username, name, password_hash, desk } = admin;
        let mut dice = at.dice();
        let (department, staff): (Uuid, Uuid) = (dice.id(), dice.id());
        in_tx!(self, |tx| {
            tx.sets_up(pass).await?;
            tx.take_setup(pass).await?;
            let region = tx.read_fact("region").await?.ok_or(Refusal::WrongSettings)?;
            if !tx.office_facts().await?.problems().is_empty() {
                return Err(Refusal::WrongSettings.into());
            }
            tx.insert_department(department, desk, &region, None, false).await?;
            tx.insert_staff(staff, username, name, department, password_hash, at.now).await?;
            tx.set_roles(staff, [Role::Admin.as_str()]).await?;
            tx.record_office(None, &OfficeEvent::new(OfficeKind::SetUp, &region), at).await?;
        })
    }
}

impl Tx {
    async fn sets_up(&mut self, pass: &Token) -> Result<()> {
        let known = self.read_fact(PASS).await?;
        match known == Some(to_hex(&pass.digest())) && !self.somebody_works_here().await? {
            true => Ok(()),
            false => Err(Refusal::SignedOut.into()),
        }
    }

    async fn take_setup(&mut self, pass: &Token) -> Result<()> {
        let taken = sql!(self, conn => sqlx::query(TAKE).bind(PASS).bind(to_hex(&pass.digest())).execute(conn).await
            .map(|done| done.rows_affected()))?;
        if taken == 0 {
            return Err(Refusal::SignedOut.into());
        }
        Ok(sql!(self, conn => sqlx::query(FORGET).bind(CODE).execute(conn).await.map(drop))?)
    }

    async fn find_regions(&mut self, words: &str) -> Result<Vec<RegionFound>> {
        // the first text behind every text that begins with these letters
        let beyond = format!("{words}\u{10FFFF}");
        let rows: Vec<Found> =
            sql!(self, conn => sqlx::query_as(FIND).bind(words).bind(&beyond).fetch_all(conn).await)?;
        rows.into_iter().map(found).collect()
    }
}

#[cfg(test)]
#[path = "setup_tests.rs"]
mod tests;
