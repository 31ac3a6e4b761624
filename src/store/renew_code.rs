//! A new query code in place of a lost one: the old one, and every page it had opened, are dead from then on.

use super::{Moment, Result, Store, receipt::CODE_VERSION};
use crate::{id::CaseId, identifiers::query_code::QueryCode, staff::Staff};

const RENEW: &str = "update reports set code_version = $2, code_key = $3, code_digest = $4 where report_id = $1 and code_version = $2 - 1";

impl Store {
    /// Gives the person of the first report a new code; it is told here and never again.
    ///
    /// # Errors
    /// As [`Case::renew_code`](crate::case::Case::renew_code).
    pub async fn renew_code(&self, who: &Staff, case: CaseId, called: bool, at: Moment) -> Result<QueryCode> {
        in_tx!(self, |tx| {
            let case = tx.case(case).await?;
            let report = tx.first_report(case.id).await?;
            let event = case.renew_code(who, report, called, at.now)?;
            let last: i64 = sql!(tx, conn => sqlx::query_scalar(CODE_VERSION).bind(report.0).fetch_one(conn).await)?;
            let key = tx.keys.current().unwrap_or_default();
            let code = tx.keys.code(key, report, last + 1)?;
            let digest = tx.keys.lookup("code", code.as_str())?;
            sql!(tx, conn => sqlx::query(RENEW).bind(report.0).bind(last + 1).bind(i64::from(key)).bind(&digest)
                .execute(conn).await.map(drop))?;
            tx.record(&case.after(&event, &tx.calendar), &event, None, &mut at.dice()).await?;
            code
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        refusal::Refusal,
        staff::Role,
        store::{
            Error, Token,
            testing::{anonymous, case_of, file, later, office, own_draft, person, refusal, report, store_test},
        },
    };

    store_test!(a_new_code_opens_the_case_and_the_old_one_nothing_any_more, |store, at| {
        let office = office(&store, at).await;
        let operator = person(&store, "op", office.dispatcher.department.id, &[Role::Operator], later(at, 3_500)).await;
        let browser = Token::from_bytes([3; 32]);
        let receipt = file(&store, &browser, own_draft(&browser, at), &report(), at).await;
        let case = case_of(&store, &receipt).await;
        let pass = store.open_tracking(&receipt.number, &receipt.code, at.now).await.unwrap();
        store.read_public(&pass, &receipt.number, at.now).await.unwrap();

        let unasked = store.renew_code(&operator, case, false, later(at, 4)).await;
        assert_eq!(refusal(unasked), Some(Refusal::NotCalled), "whoever calls in could be anybody");
        let unasked = store.renew_code(&office.officer, case, false, later(at, 4)).await;
        assert_eq!(refusal(unasked), Some(Refusal::NotFound), "whether it was theirs is asked first");
        let nobody = Token::from_bytes([4; 32]);
        let nobody = file(&store, &nobody, own_draft(&nobody, at), &anonymous(), later(at, 4)).await;
        let unknown = store.renew_code(&operator, case_of(&store, &nobody).await, true, later(at, 5)).await;
        assert_eq!(refusal(unknown), Some(Refusal::NoContact), "nobody can be called back");
        let code = store.renew_code(&operator, case, true, later(at, 5)).await.unwrap();
        let now = later(at, 6).now;
        assert!(store.read_public(&pass, &receipt.number, now).await.is_err(), "a page that was open is closed");
        assert!(store.open_tracking(&receipt.number, &receipt.code, now).await.is_err(), "the old code is dead");
        let pass = store.open_tracking(&receipt.number, &code, now).await.unwrap();
        let public = store.read_public(&pass, &receipt.number, now).await.unwrap();
        assert!(
            public.entries.iter().any(|entry| entry.what == crate::event::What::CodeRenewed),
            "and the person reads it"
        );
        let officer = store.renew_code(&office.dispatcher, case, true, later(at, 7)).await;
        assert!(matches!(officer, Err(Error::Refused(Refusal::NotYours))));
        assert!(store.check().await.unwrap().problems.is_empty());
    });
}
