//! Whether cases are for somebody's eyes.

use super::{Error, Result, Store, tx::Tx};
use crate::{id::CaseId, refusal::Refusal, staff::Staff};

impl Store {
    /// Whether a case is for somebody's eyes.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when it is not, or there is none.
    pub async fn may_see(&self, who: &Staff, case: CaseId) -> Result<()> {
        in_view!(self, |tx| {
            if !who.sees(&tx.case(case).await?) {
                return Err(Refusal::NotFound.into());
            }
        });
        Ok(())
    }

    /// What belongs to cases that are for somebody's eyes; a case that is not, or that there is not, is left out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn only_seen<Thing: Clone>(
        &self,
        who: &Staff,
        things: Vec<(CaseId, Thing)>,
    ) -> Result<Vec<(CaseId, Thing)>> {
        Ok(in_view!(self, |tx| {
            let mut seen = Vec::new();
            for (case, thing) in &things {
                if tx.is_seen_by(who, *case).await? {
                    seen.push((*case, thing.clone()));
                }
            }
            seen
        }))
    }
}

impl Tx {
    /// Whether a case is for their eyes.
    pub(super) async fn is_seen_by(&mut self, who: &Staff, id: CaseId) -> Result<bool> {
        match self.case(id).await {
            Ok(case) => Ok(who.sees(&case)),
            Err(Error::Refused(Refusal::NotFound)) => Ok(false),
            Err(error) => Err(error),
        }
    }
}
