//! How a person can be reached, opened for a reason: the look is an event that the person sees.

use super::{Moment, Result, Store};
use crate::{
    case::{ShownContact, UnmaskReason},
    id::CaseId,
    staff::Staff,
};

impl Store {
    /// Opens how the first reporter of a case can be reached, and writes down who looked and why.
    ///
    /// # Errors
    /// As [`Case::unmask`](crate::case::Case::unmask).
    pub async fn unmask(&self, who: &Staff, case: CaseId, why: UnmaskReason, at: Moment) -> Result<ShownContact> {
        in_tx!(self, |tx| {
            let case = tx.case(case).await?;
            let event = case.unmask(who, why, at.now)?;
            let report = tx.first_report(case.id).await?;
            tx.record(&case.after(&event, &tx.calendar), &event, None, &mut at.dice()).await?;
            tx.opened_contact(report).await?
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        refusal::Refusal,
        store::{
            Error, Token,
            testing::{Office, filed, later, office, store_test},
        },
    };

    store_test!(a_look_at_the_contact_is_written_down_and_a_stranger_gets_none, |store, at| {
        let Office { dispatcher, stranger, .. } = office(&store, at).await;
        let case = filed(&store, Token::from_bytes([1; 32]), at).await;
        let opened = store.unmask(&dispatcher, case, UnmaskReason::Call, later(at, 1)).await.unwrap();
        assert!(opened.phone.is_some_and(|phone| !phone.contains('*')), "in full");
        let other = store.unmask(&stranger, case, UnmaskReason::Call, later(at, 2)).await;
        assert!(matches!(other, Err(Error::Refused(Refusal::NotFound))));
        let report = store.check().await.unwrap();
        assert!(report.problems.is_empty(), "{report:?}");
    });
}
