//! Handing in the words to the citizen: one of two arrives, and no word is lost.

use super::{Error, Moment, Result, Store, history::digest};
use crate::{
    calendar::office_day,
    id::{CaseId, ReplyId},
    personal_data::Found,
    reply::{DraftPart, ReplyText},
    staff::Staff,
};

const INSERT_REPLY: &str =
    "insert into replies (reply_id, case_id, body, salt, written_by, written_at) values ($1, $2, $3, $4, $5, $6)";

impl Store {
    /// Hands in the words to the citizen. Words that were refused are kept for whoever wrote them.
    ///
    /// # Errors
    /// As [`Case::reply`](crate::case::Case::reply) and [`ReplyText::check`].
    pub async fn reply(&self, who: &Staff, case: CaseId, seen: i64, text: &ReplyText, at: Moment) -> Result<()> {
        let sent = self.hand_in(who, case, seen, text, at).await;
        if matches!(sent, Err(Error::Refused(_))) {
            self.keep_refused(who, case, text, at).await?;
        }
        sent
    }

    async fn hand_in(&self, who: &Staff, case: CaseId, seen: i64, text: &ReplyText, at: Moment) -> Result<()> {
        in_tx!(self, |tx| {
            let mut dice = at.dice();
            let case = tx.case(case).await?;
            let (id, salt): (_, [u8; 16]) = (ReplyId(dice.id()), dice.bytes());
            let event = case.reply(who, seen, id, at.now)?;
            text.check(&tx.office_facts().await?, office_day(at.now))?;
            sql!(tx, conn => sqlx::query(INSERT_REPLY).bind(id.0).bind(case.id.0).bind(text.as_str()).bind(salt.to_vec())
                .bind(who.id.0).bind(at.now.as_microsecond()).execute(conn).await.map(drop))?;
            tx.forget_desk_draft(who.id, case.id, DraftPart::Reply).await?;
            let words = digest(&salt, text.as_str());
            tx.record(&case.after(&event, &tx.calendar), &event, Some(words), &mut dice).await?;
        })
    }

    /// Keeps refused words as a draft; not the very words that have arrived, when somebody pressed twice.
    async fn keep_refused(&self, who: &Staff, case: CaseId, text: &ReplyText, at: Moment) -> Result<()> {
        let arrived = in_view!(self, |tx| { tx.newest_reply(case).await? });
        if arrived.is_some_and(|(body, _)| body == text.as_str()) {
            return Ok(());
        }
        match self.keep_desk_draft(who, case, DraftPart::Reply, text.as_str(), at).await {
            // whoever may not see the case keeps nothing on it
            Err(Error::Refused(_)) => Ok(()),
            kept => kept,
        }
    }

    /// What seems to be a person's in words to the citizen, masked.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn personal_in(&self, text: &ReplyText, at: Moment) -> Result<Vec<Found>> {
        let office = in_view!(self, |tx| { tx.office_facts().await? });
        Ok(text.found(&office, office_day(at.now)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        queue::Bucket,
        refusal::Refusal,
        staff::Role,
        store::{
            Token,
            testing::{filed, later, office, person, refusal, store_test},
        },
    };

    store_test!(of_two_answers_at_once_one_arrives_and_the_other_is_kept_for_its_author, |store, at| {
        let office = office(&store, at).await;
        let second = person(&store, "second", office.officer.department.id, &[Role::Officer], later(at, 3_000)).await;
        let case = filed(&store, Token::from_bytes([1; 32]), at).await;
        store.dispatch(&office.dispatcher, case, 1, office.officer.department.id, later(at, 1)).await.unwrap();
        store.accept(&office.officer, case, 2, later(at, 2)).await.unwrap();
        store.let_go(&office.officer, case, 3, later(at, 3)).await.unwrap();
        let texts =
            ["one", "other"].map(|word| ReplyText::parse(&format!("The {word} answer to you. ").repeat(2)).unwrap());
        let send = |who: &Staff, text: &ReplyText, minute| {
            let (store, who, text) = (store.clone(), who.clone(), text.clone());
            tokio::spawn(async move { store.reply(&who, case, 4, &text, later(at, minute)).await })
        };
        let (one, other) = (send(&office.officer, &texts[0], 4), send(&second, &texts[1], 5));
        let refused = [refusal(one.await.unwrap()), refusal(other.await.unwrap())];
        let lost = usize::from(refused[0].is_none());
        assert_eq!((refused[lost], refused[1 - lost]), (Some(Refusal::Changed), None));
        let number =
            store.list_queue(&office.reviewer, Bucket::ToRelease, None, at.now).await.unwrap().rows.remove(0).number;
        let people = [&office.officer, &second];
        let file = store.read_case(people[lost], &number).await.unwrap();
        assert_eq!(file.reply.as_deref(), Some(texts[1 - lost].as_str()));
        assert_eq!(file.drafts, [(DraftPart::Reply, texts[lost].as_str().to_owned())], "nothing is lost");
        let won = store.read_case(people[1 - lost], &number).await.unwrap();
        assert!(won.drafts.is_empty());
        // pressed twice: what has arrived is no draft
        let again = store.reply(people[1 - lost], case, 4, &texts[1 - lost], later(at, 6)).await;
        assert_eq!(refusal(again), Some(Refusal::Changed));
        assert!(store.read_case(people[1 - lost], &number).await.unwrap().drafts.is_empty());
    });

    store_test!(a_number_of_a_person_goes_out_only_once_it_was_checked_whatever_the_door_asks, |store, at| {
        let office = office(&store, at).await;
        let case = filed(&store, Token::from_bytes([1; 32]), at).await;
        store.dispatch(&office.dispatcher, case, 1, office.officer.department.id, later(at, 1)).await.unwrap();
        store.accept(&office.officer, case, 2, later(at, 2)).await.unwrap();
        let text = ReplyText::parse("We called you on 13900000001 and nobody answered us.").unwrap();
        assert_eq!(refusal(store.reply(&office.stranger, case, 3, &text, later(at, 3)).await), Some(Refusal::NotFound));
        assert_eq!(refusal(store.reply(&office.officer, case, 3, &text, later(at, 3)).await), Some(Refusal::Unchecked));
        let found = store.personal_in(&text, at).await.unwrap();
        assert_eq!(found.iter().map(|found| found.masked.as_str()).collect::<Vec<_>>(), ["139****0001"]);
        store.reply(&office.officer, case, 3, &text.checked(true), later(at, 4)).await.unwrap();
        assert!(store.check().await.unwrap().problems.is_empty());
    });
}
