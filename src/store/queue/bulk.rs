//! One act on many rows: each row a transaction of its own, so that one that is refused spoils no other.

use super::super::{Error, Moment, Result, Store, tx::Tx};
use crate::{
    case::Case,
    department::Department,
    id::{DepartmentId, WorkOrderId},
    queue::{BULK_MAX, BulkAct, BulkLine, Picked},
    refusal::Refusal,
    staff::Staff,
};
use jiff::Timestamp;
use uuid::Uuid;

/// What is done, and where to.
#[derive(Clone, Copy, Debug)]
pub struct Bulk {
    /// The act.
    pub act: BulkAct,
    /// The department that it goes to, when it is dispatched.
    pub department: Option<DepartmentId>,
}

impl Store {
    /// What an act would do to each row, and why it would not.
    ///
    /// # Errors
    /// [`Refusal::TooMany`] for more rows than go at once, [`Refusal::OtherRegion`] when there is no such department.
    pub async fn preview_bulk(
        &self,
        who: &Staff,
        bulk: Bulk,
        cases: &[Picked],
        now: Timestamp,
    ) -> Result<Vec<BulkLine>> {
        few(cases)?;
        Ok(in_view!(self, |tx| {
            let to = tx.addressee(bulk).await?;
            let mut lines = Vec::new();
            for picked in cases {
                lines.push(tx.asked(who, bulk.act, to.as_ref(), *picked, now).await?);
            }
            lines
        }))
    }

    /// Does an act to each row that allows it; what became of each.
    ///
    /// # Errors
    /// As [`Store::preview_bulk`]; what a rule refuses is said of its row.
    pub async fn do_bulk(&self, who: &Staff, bulk: Bulk, cases: &[Picked], at: Moment) -> Result<Vec<BulkLine>> {
        let mut lines = self.preview_bulk(who, bulk, cases, at.now).await?;
        for (place, (line, picked)) in lines.iter_mut().zip(cases).enumerate() {
            if line.refused.is_some() {
                continue;
            }
            match self.do_one(who, bulk, *picked, at.apart(place)).await {
                Ok(()) => line.version = picked.seen + 1,
                Err(Error::Refused(refusal)) => line.refused = Some(refusal),
                Err(error) => return Err(error),
            }
        }
        Ok(lines)
    }

    /// Takes an act back where that is lawful; each row names the version that the act left behind.
    ///
    /// # Errors
    /// As [`Store::do_bulk`]; [`Refusal::WrongStage`] of each row when the act cannot be taken back.
    pub async fn undo_bulk(&self, who: &Staff, act: BulkAct, done: &[Picked], at: Moment) -> Result<Vec<BulkLine>> {
        if let Some(act) = act.undone_by() {
            return self.do_bulk(who, Bulk { act, department: None }, done, at).await;
        }
        let mut lines = self.preview_bulk(who, Bulk { act: BulkAct::Claim, department: None }, done, at.now).await?;
        lines.iter_mut().for_each(|line| line.refused = Some(Refusal::WrongStage));
        Ok(lines)
    }

    async fn do_one(&self, who: &Staff, bulk: Bulk, picked: Picked, at: Moment) -> Result<()> {
        if let (BulkAct::Dispatch, Some(to)) = (bulk.act, bulk.department) {
            return self.dispatch(who, picked.case, picked.seen, to, at).await;
        }
        match bulk.act {
            BulkAct::Claim => self.claim(who, picked.case, picked.seen, false, at).await,
            BulkAct::LetGo => self.let_go(who, picked.case, picked.seen, at).await,
            BulkAct::TakeBack => self.take_back(who, picked.case, picked.seen, at).await,
            BulkAct::Dispatch => Err(Refusal::OtherRegion.into()),
        }
    }
}

/// Not more than go at once.
fn few(cases: &[Picked]) -> Result<()> {
    if cases.len() > BULK_MAX as usize { Err(Refusal::TooMany(BULK_MAX).into()) } else { Ok(()) }
}

impl Tx {
    async fn addressee(&mut self, bulk: Bulk) -> Result<Option<Department>> {
        match bulk {
            Bulk { act: BulkAct::Dispatch, department: None } => Err(Refusal::OtherRegion.into()),
            Bulk { act: BulkAct::Dispatch, department: Some(id) } => match self.department(id).await {
                Err(Error::Refused(_)) => Err(Refusal::OtherRegion.into()),
                department => department.map(Some),
            },
            _ => Ok(None),
        }
    }

    async fn asked(
        &mut self,
        who: &Staff,
        act: BulkAct,
        to: Option<&Department>,
        Picked { case: id, seen }: Picked,
        now: Timestamp,
    ) -> Result<BulkLine> {
        let unseen = BulkLine { case: id, number: None, version: seen, refused: Some(Refusal::NotFound) };
        let case = match self.case_seen_by(who, id).await {
            Ok(case) => case,
            Err(Error::Refused(Refusal::NotFound)) => return Ok(unseen),
            Err(error) => return Err(error),
        };
        let refused = match act {
            BulkAct::TakeBack => case.take_back(who, seen, &self.newest_event(&case).await?, now).err(),
            _ => refuses(&case, who, act, to, seen, now),
        };
        Ok(BulkLine { case: id, number: Some(case.number), version: case.version, refused })
    }
}

fn refuses(
    case: &Case,
    who: &Staff,
    act: BulkAct,
    to: Option<&Department>,
    seen: i64,
    now: Timestamp,
) -> Option<Refusal> {
    let said = match to {
        Some(to) => case.dispatch(who, seen, to, WorkOrderId(Uuid::nil()), None, now),
        None => case.claim_or_let_go(act, who, seen, now),
    };
    said.err()
}
