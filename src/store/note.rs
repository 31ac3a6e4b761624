//! Words among staff, and what is written down beside the first contact and a reply that is given back.

use super::{Moment, Result, Store, history::digest, moment::Dice, tx::Tx};
use crate::{
    case::{Case, ContactWay},
    event::Event,
    id::CaseId,
    reply::{DraftPart, NoteText},
    staff::Staff,
};

const INSERT: &str = "insert into notes (case_id, version, staff_id, words, salt) values ($1, $2, $3, $4, $5)";

impl Store {
    /// Writes down something for colleagues.
    ///
    /// # Errors
    /// As [`Case::note`].
    pub async fn note(&self, who: &Staff, case: CaseId, text: &NoteText, at: Moment) -> Result<()> {
        in_tx!(self, |tx| {
            let case = tx.case(case).await?;
            let event = case.note(who, at.now)?;
            tx.forget_desk_draft(who.id, case.id, DraftPart::Note).await?;
            tx.record_with_note(case, who, &event, Some(text), &mut at.dice()).await?;
        })
    }

    /// Writes down that somebody spoke to the person, or tried to.
    ///
    /// # Errors
    /// As [`Case::contact`].
    pub async fn contact(
        &self,
        who: &Staff,
        case: CaseId,
        seen: i64,
        (way, reached, text): (ContactWay, bool, Option<&NoteText>),
        at: Moment,
    ) -> Result<()> {
        in_tx!(self, |tx| {
            let case = tx.case(case).await?;
            let event = case.contact(who, seen, way, reached, at.now)?;
            tx.record_with_note(case, who, &event, text, &mut at.dice()).await?;
        })
    }

    /// Gives a reply back to whoever wrote it, and says what is missing.
    ///
    /// # Errors
    /// As [`Case::give_back`].
    pub async fn give_back(&self, who: &Staff, case: CaseId, seen: i64, text: &NoteText, at: Moment) -> Result<()> {
        in_tx!(self, |tx| {
            let case = tx.case(case).await?;
            let event = case.give_back(who, seen, at.now)?;
            tx.record_with_note(case, who, &event, Some(text), &mut at.dice()).await?;
        })
    }
}

impl Tx {
    /// Keeps an event with words for colleagues, which it holds the digest of.
    pub async fn record_with_note(
        &mut self,
        case: Case,
        who: &Staff,
        event: &Event,
        text: Option<&NoteText>,
        dice: &mut Dice,
    ) -> Result<()> {
        let salt: [u8; 16] = dice.bytes();
        let words = text.map(|text| digest(&salt, text.as_str()));
        self.record(&case.after(event, &self.calendar), event, words, dice).await?;
        if let Some(text) = text {
            sql!(self, conn => sqlx::query(INSERT).bind(event.case_id.0).bind(event.version).bind(who.id.0)
                .bind(text.as_str()).bind(salt.to_vec()).execute(conn).await.map(drop))?;
        }
        Ok(())
    }
}
