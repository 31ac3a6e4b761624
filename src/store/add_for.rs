//! What a caller or a visitor adds to their case: written down by somebody at work, where the person's own additions stand.

use super::{Moment, Result, Store, history::digest};
use crate::{
    case::added,
    id::{CaseId, ReportId},
    refusal::Refusal,
    staff::Staff,
};
use uuid::Uuid;

const OF_CASE: &str = "select report_id from reports where case_id = $1 and report_id = $2";

impl Store {
    /// Writes down what the person of a report adds; of the first one where none is named.
    ///
    /// # Errors
    /// As [`Case::add_for`](crate::case::Case::add_for); when the words are too few or too many.
    pub async fn add_for(
        &self,
        who: &Staff,
        case: CaseId,
        report: Option<ReportId>,
        text: &str,
        at: Moment,
    ) -> Result<()> {
        let text = added(text)?;
        in_tx!(self, |tx| {
            let mut dice = at.dice();
            let case = tx.case(case).await?;
            let report = match report {
                Some(report) => {
                    let found: Option<Uuid> = sql!(tx, conn => sqlx::query_scalar(OF_CASE).bind(case.id.0).bind(report.0)
                        .fetch_optional(conn).await)?;
                    ReportId(found.ok_or(Refusal::NotFound)?)
                }
                None => tx.first_report(case.id).await?,
            };
            let event = case.add_for(who, report, at.now)?;
            let (case, salt): (_, [u8; 16]) = (case.after(&event, &tx.calendar), dice.bytes());
            tx.record(&case, &event, Some(digest(&salt, &text)), &mut dice).await?;
            tx.write_citizen_words(&event, report, &text, &salt).await?;
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        staff::Role,
        store::{
            Token,
            testing::{case_of, draft, file, later, office, person, refusal, report, store_test},
        },
    };

    store_test!(what_a_caller_adds_is_read_by_the_citizen_and_by_staff, |store, at| {
        let office = office(&store, at).await;
        let operator =
            person(&store, "operator", office.dispatcher.department.id, &[Role::Operator], later(at, 2_000)).await;
        let receipt = file(&store, &Token::from_bytes([1; 32]), draft(1), &report(), at).await;
        let case = case_of(&store, &receipt).await;
        let words = "They asked again this morning";
        store.add_for(&operator, case, None, words, later(at, 1)).await.unwrap();
        let pass = store.open_tracking(&receipt.number, &receipt.code, at.now).await.unwrap();
        let own = store.read_public(&pass, &receipt.number, at.now).await.unwrap();
        assert_eq!(own.entries[0].words.as_deref(), Some(words));
        assert!(own.entries[0].staff.is_none());
        let file = store.read_case(&operator, &receipt.number).await.unwrap();
        assert_eq!(
            (file.entries[0].words.as_deref(), file.entries[0].staff.as_deref()),
            (Some(words), Some("operator"))
        );
        assert_eq!(refusal(store.add_for(&operator, case, None, "four", at).await), Some(Refusal::TooShort));
        assert_eq!(refusal(store.add_for(&office.dispatcher, case, None, words, at).await), Some(Refusal::NotYours));
        assert_eq!(refusal(store.add_for(&office.stranger, case, None, words, at).await), Some(Refusal::NotFound));
        let other = ReportId(Uuid::from_u128(1));
        assert_eq!(refusal(store.add_for(&operator, case, Some(other), words, at).await), Some(Refusal::NotFound));
        assert!(store.check().await.unwrap().problems.is_empty());
    });
}
