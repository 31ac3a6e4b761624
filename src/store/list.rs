//! Lists that an admin sends: kept sealed until they are applied, whole or not at all.

use super::{Fault, Moment, Result, Store, Token, keys::Place, list_rows::NO_PASSWORD, tx::Tx};
use crate::{
    duty::About,
    id::{DepartmentId, DutyRuleId, StaffId},
    office::{
        Field, FieldChange, OfficeEvent, OfficeKind,
        lists::{Line, LineProblem, List, ListNow, NewLink, Preview, Sent, Vocabulary, read},
    },
    refusal::Refusal,
    service::ServiceItem,
    staff::Staff,
};
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// How long a list waits to be applied.
const WAITS: SignedDuration = SignedDuration::from_hours(24);
/// How long the links of new people can be read by whoever made them.
const LINKS_WAIT: SignedDuration = SignedDuration::from_mins(30);
/// The list that is none: links to hand out.
const LINKS: &str = "links";

const KEEP: &str = "insert into list_drafts (staff_id, list, body_sealed, sent_at) values ($1, $2, $3, $4) \
    on conflict (staff_id, list) do update set body_sealed = excluded.body_sealed, sent_at = excluded.sent_at";
const READ: &str = "select body_sealed from list_drafts where staff_id = $1 and list = $2 and sent_at > $3";
const DROP: &str = "delete from list_drafts where staff_id = $1 and list = $2";
const DROP_OLD: &str = "delete from list_drafts where sent_at <= $1 or (list = $2 and sent_at <= $3)";
const DROP_ALL: &str = "delete from list_drafts";

const CHANGE_DEPARTMENT: &str =
    "update departments set region_code = $2, leader_signs = $3 where name = $1 and ended_at is null";
const PUT_BELOW: &str = "update departments set parent_id = \
    (select p.department_id from departments p where p.name = $2 and p.ended_at is null) where name = $1 and ended_at is null";
const DEPARTMENT: &str = "select department_id from departments where name = $1 and ended_at is null";
const PERSON: &str = "select staff_id from staff where username = $1";
const CHANGE_PERSON: &str = "update staff set name = $2, department_id = $3, ended_at = null where staff_id = $1";
const END_RULE: &str = "update duty_rules set ended_at = $5 where ended_at is null and coalesce(service_code, '') = $1 \
    and coalesce(category, '') = $2 and basis = $4 \
    and department_id in (select department_id from departments where name = $3)";

/// What is read of a list that was sent: what it would change, or what is wrong with it.
type Read = std::result::Result<(Vec<Line>, Preview), Vec<LineProblem>>;

fn place(who: &Staff) -> Place {
    Place("list_drafts.body", who.id.0)
}

fn name_of(body: &str, preview: &Preview) -> Result<String> {
    let preview = serde_json::to_string(preview).map_err(|_| Fault::Corrupt("preview of a list"))?;
    Ok(super::token::to_hex(&Sha256::digest(format!("{body}\u{0}{preview}"))))
}

impl Store {
    /// Keeps a list until it is applied; one that was sent before is forgotten.
    ///
    /// # Errors
    /// [`Refusal::NotYours`] for whoever does not run the whole installation.
    pub async fn send_list(&self, who: &Staff, list: List, body: &str, at: Moment) -> Result<()> {
        in_tx!(self, |tx| {
            tx.runs_the_installation(who).await?;
            let old = |age: SignedDuration| (at.now - age).as_microsecond();
            sql!(tx, conn => sqlx::query(DROP_OLD).bind(old(WAITS)).bind(LINKS).bind(old(LINKS_WAIT)).execute(conn).await
                .map(drop))?;
            tx.keep_list(who, list.as_str(), body, at).await?;
        })
    }

    /// How a list stands: what is kept, and what was sent of it.
    ///
    /// # Errors
    /// As [`Store::send_list`].
    pub async fn read_list(&self, who: &Staff, list: List, words: &Vocabulary, now: Timestamp) -> Result<ListNow> {
        Ok(in_view!(self, |tx| {
            tx.runs_the_installation(who).await?;
            let kept = tx.list_lines(list).await?.len();
            let sent = match tx.sent_list(who, list.as_str(), now - WAITS).await? {
                None => None,
                Some(body) => Some(match tx.compare(who, list, &body, words).await? {
                    Ok((_, preview)) => Sent { seen: name_of(&body, &preview)?, problems: Vec::new(), preview },
                    Err(problems) => Sent { seen: String::new(), problems, preview: Preview::default() },
                }),
            };
            ListNow { kept, sent }
        }))
    }

    /// Forgets a list that was sent.
    ///
    /// # Errors
    /// As [`Store::send_list`].
    pub async fn drop_list(&self, who: &Staff, list: List) -> Result<()> {
        in_tx!(self, |tx| {
            tx.runs_the_installation(who).await?;
            tx.forget_list(who, list.as_str()).await?;
        })
    }

    /// Applies the list whose preview was seen, whole or not at all.
    ///
    /// # Errors
    /// As [`Store::send_list`]; [`Refusal::Changed`] when it would change something else than was seen.
    pub async fn apply_list(&self, who: &Staff, list: List, seen: &str, words: &Vocabulary, at: Moment) -> Result<()> {
        in_tx!(self, |tx| {
            tx.runs_the_installation(who).await?;
            let body = tx.sent_list(who, list.as_str(), at.now - WAITS).await?.ok_or(Refusal::Changed)?;
            let Ok((lines, preview)) = tx.compare(who, list, &body, words).await? else {
                return Err(Refusal::Changed.into());
            };
            if name_of(&body, &preview)? != seen {
                return Err(Refusal::Changed.into());
            }
            match list {
                List::Departments => tx.apply_departments(&lines, &preview, at).await?,
                List::Staff => tx.apply_staff(who, &lines, &preview, at).await?,
                List::Services => tx.load_services(&services(&lines)?).await?,
                List::DutyRules => tx.apply_rules(&lines, at).await?,
            }
            tx.forget_list(who, list.as_str()).await?;
            let count = |field, count: usize| FieldChange::new(field, "", count.to_string());
            let change = vec![
                count(Field::Added, preview.added.len()),
                count(Field::Changed, preview.changed.len()),
                count(Field::Ended, preview.ended.len()),
            ];
            let event = OfficeEvent::new(OfficeKind::ListApplied, list.as_str()).with(change);
            tx.record_office(Some(who), &event, at).await?;
        })
    }

    /// The links of the people who were added last, for whoever added them and for half an hour.
    ///
    /// # Errors
    /// As [`Store::send_list`].
    pub async fn read_new_links(&self, who: &Staff, now: Timestamp) -> Result<Vec<NewLink>> {
        let body = in_view!(self, |tx| {
            tx.runs_the_installation(who).await?;
            tx.sent_list(who, LINKS, now - LINKS_WAIT).await?
        });
        let links = body.map(|body| serde_json::from_str(&body)).transpose();
        Ok(links.map_err(|_| Fault::Corrupt("links"))?.unwrap_or_default())
    }

    /// Forgets them: they were handed out.
    ///
    /// # Errors
    /// As [`Store::send_list`].
    pub async fn forget_new_links(&self, who: &Staff) -> Result<()> {
        in_tx!(self, |tx| {
            tx.runs_the_installation(who).await?;
            tx.forget_list(who, LINKS).await?;
        })
    }
}

fn services(lines: &[Line]) -> Result<Vec<ServiceItem>> {
    let item = |line: &Line| {
        let [code, name, category] = line.as_slice() else { return Err(Fault::Corrupt("list of services")) };
        let code = code.parse().map_err(|_| Fault::Corrupt("service code"))?;
        Ok(ServiceItem { code, name: name.clone(), category: category.clone() })
    };
    Ok(lines.iter().map(item).collect::<std::result::Result<_, _>>()?)
}

fn four(line: &Line) -> Result<[&str; 4]> {
    let fields: Vec<&str> = line.iter().map(String::as_str).collect();
    Ok(fields.try_into().map_err(|_| Fault::Corrupt("line of a list"))?)
}

impl Tx {
    async fn keep_list(&mut self, who: &Staff, list: &str, body: &str, at: Moment) -> Result<()> {
        // the first of these bytes may seal something else of this moment
        let mut dice = at.apart(100).dice();
        let sealed = self.keys.seal(place(who), dice.bytes(), body.as_bytes())?;
        Ok(sql!(self, conn => sqlx::query(KEEP).bind(who.id.0).bind(list).bind(&sealed).bind(at.now.as_microsecond())
            .execute(conn).await.map(drop))?)
    }

    async fn sent_list(&mut self, who: &Staff, list: &str, since: Timestamp) -> Result<Option<String>> {
        let sealed: Option<Vec<u8>> = sql!(self, conn => sqlx::query_scalar(READ).bind(who.id.0).bind(list)
            .bind(since.as_microsecond()).fetch_optional(conn).await)?;
        sealed.map(|sealed| self.keys.open_text(place(who), &sealed)).transpose()
    }

    async fn forget_list(&mut self, who: &Staff, list: &str) -> Result<()> {
        Ok(sql!(self, conn => sqlx::query(DROP).bind(who.id.0).bind(list).execute(conn).await.map(drop))?)
    }

    /// Everything that waits to be applied, of everybody.
    pub(super) async fn forget_all_lists(&mut self) -> Result<()> {
        Ok(sql!(self, conn => sqlx::query(DROP_ALL).execute(conn).await.map(drop))?)
    }

    async fn compare(&mut self, who: &Staff, list: List, body: &str, words: &Vocabulary) -> Result<Read> {
        let known = self.known_to(who, list).await?;
        Ok(read(list, body, words, &known).map(|lines| {
            let preview = Preview::of(list, &known.rows, &lines);
            (lines, preview)
        }))
    }

    async fn apply_departments(&mut self, lines: &[Line], preview: &Preview, at: Moment) -> Result<()> {
        let mut dice = at.dice();
        for line in lines {
            let [name, region, _, signs] = four(line)?;
            if preview.added.iter().any(|added| added == name) {
                self.insert_department(dice.id(), name, region, None, signs == "yes").await?;
            } else {
                sql!(self, conn => sqlx::query(CHANGE_DEPARTMENT).bind(name).bind(region).bind(signs == "yes")
                    .execute(conn).await.map(drop))?;
            }
        }
        for line in lines {
            let [name, _, parent, _] = four(line)?;
            sql!(self, conn => sqlx::query(PUT_BELOW).bind(name).bind(parent).execute(conn).await.map(drop))?;
        }
        Ok(())
    }

    async fn department_named(&mut self, name: &str) -> Result<DepartmentId> {
        let id: Option<Uuid> =
            sql!(self, conn => sqlx::query_scalar(DEPARTMENT).bind(name).fetch_optional(conn).await)?;
        Ok(DepartmentId(id.ok_or(Refusal::Changed)?))
    }

    async fn apply_staff(&mut self, by: &Staff, lines: &[Line], preview: &Preview, at: Moment) -> Result<()> {
        let (mut dice, mut links) = (at.dice(), Vec::new());
        for line in lines {
            let [username, name, department, roles] = four(line)?;
            let department = self.department_named(department).await?;
            let known: Option<Uuid> =
                sql!(self, conn => sqlx::query_scalar(PERSON).bind(username).fetch_optional(conn).await)?;
            let id = known.unwrap_or_else(|| dice.id());
            match known {
                Some(_) => sql!(self, conn => sqlx::query(CHANGE_PERSON).bind(id).bind(name).bind(department.0)
                    .execute(conn).await.map(drop))?,
                None => self.insert_staff(id, username, name, department.0, NO_PASSWORD, at.now).await?,
            }
            self.set_roles(id, roles.split(' ')).await?;
            if preview.added.iter().any(|added| added == username) {
                let token = Token::from_bytes(dice.bytes());
                self.write_link(StaffId(id), &token, false, Some(by), at.now).await?;
                links.push(NewLink { username: username.into(), name: name.into(), token: token.to_string() });
            }
        }
        let body = serde_json::to_string(&links).map_err(|_| Fault::Corrupt("links"))?;
        if links.is_empty() { Ok(()) } else { self.keep_list(by, LINKS, &body, at).await }
    }

    /// A rule that reads otherwise is ended and made anew: what was decided by it keeps its basis.
    async fn apply_rules(&mut self, lines: &[Line], at: Moment) -> Result<()> {
        let before = self.list_lines(List::DutyRules).await?;
        for line in before.iter().filter(|line| !lines.contains(line)) {
            let [service, category, department, basis] = four(line)?;
            sql!(self, conn => sqlx::query(END_RULE).bind(service).bind(category).bind(department).bind(basis)
                .bind(at.now.as_microsecond()).execute(conn).await.map(drop))?;
        }
        let mut dice = at.dice();
        for line in lines.iter().filter(|line| !before.contains(line)) {
            let [service, category, department, basis] = four(line)?;
            let about = match service {
                "" => About::Category(category.to_owned()),
                code => About::Service(code.parse().map_err(|_| Fault::Corrupt("service code"))?),
            };
            let department = self.department_named(department).await?;
            self.make_duty_rule(DutyRuleId(dice.id()), &about, department, basis, at).await?;
        }
        Ok(())
    }
}

#[cfg(test)]
#[path = "list_tests.rs"]
mod tests;
