//! Somebody at work and the report they write down: what the page of a call keeps, reads and files.

use super::{Desk, chance, known::known};
use crate::{
    denied::Denied,
    routes,
    staff::intake::{Beside, IntakeNow},
};
use clearway::{
    id::DraftId,
    identifiers::phone::Phone,
    refusal::Refusal,
    report::{
        Channel, NewReport, ReportForm,
        form::{Known, NONE},
    },
};

/// How many services are offered to whoever has not searched.
const OFFERED: usize = 6;
/// How many services are shown to whoever has.
const FOUND: usize = 8;

impl Desk {
    /// The page of a call or a visit: a new one, or one that was kept.
    ///
    /// # Errors
    /// [`Refusal::NotYours`] for whoever takes no reports; when the store fails.
    pub async fn reads_intake(&self, draft: &str, channel: &str, wrong: bool) -> Result<IntakeNow, Denied> {
        let channels = self.staff.channels();
        let first = channels.first().copied().ok_or(Refusal::NotYours)?;
        let channel = Channel::parse(channel).filter(|channel| channels.contains(channel)).unwrap_or(first);
        let kept = self.store.list_calls(&self.staff, self.at.now).await?;
        let draft = draft.parse().unwrap_or_else(|_| self.new_call());
        let form = self.store.read_call(&self.staff, draft, self.at.now).await?;
        let is_kept = form.is_some();
        let mut form = form.unwrap_or_default();
        let counties = self.store.counties_of(&self.staff.department.region).await?;
        if let ([only], true) = (&counties[..], form.county.is_empty()) {
            form.county = only.code.to_string();
        }
        let known = self.held_against(&form).await?;
        let problems = if wrong && is_kept { ready(&form).parse(&known).err() } else { None }.unwrap_or_default();
        Ok(IntakeNow {
            draft,
            channel,
            channels,
            staff: self.staff.name.clone(),
            department: self.staff.department.name.clone(),
            problems,
            counties,
            has_services: known.services,
            beside: self.reads_beside(&form).await?,
            earlier: match Phone::parse(&form.phone) {
                Ok(phone) => self.store.earlier_cases(&self.staff, &phone).await?,
                Err(_) => Vec::new(),
            },
            kept: kept.into_iter().filter(|call| call.draft != draft).collect(),
            form,
            now: self.at.now,
        })
    }

    /// What belongs to a form while it is typed: places, services, published cases that could be the same.
    ///
    /// # Errors
    /// [`Refusal::NotYours`] for whoever takes no reports; when the store fails.
    pub async fn reads_beside(&self, form: &ReportForm) -> Result<Beside, Denied> {
        if self.staff.channels().is_empty() {
            return Err(Refusal::NotYours.into());
        }
        let (known, similar) = known(&self.store, form, self.at.now).await?;
        let most = if form.service_q.trim().is_empty() { OFFERED } else { FOUND };
        let mut services = self.store.search_services(&form.service_q, most).await?;
        let chosen: Vec<_> = known.service.into_iter().filter(|chosen| !services.contains(chosen)).collect();
        services.splice(0..0, chosen);
        Ok(Beside { townships: known.townships, services, similar })
    }

    /// Files what was typed, or keeps it: where that leads. What is wrong is kept too, and told on the page.
    ///
    /// # Errors
    /// When a rule refuses it, or the store fails.
    pub async fn takes_call(&self, draft: &str, channel: &str, act: &str, form: ReportForm) -> Result<String, Denied> {
        let draft: DraftId = draft.parse().map_err(|_| Refusal::NotFound)?;
        let channel = Channel::parse(channel).ok_or(Refusal::NotYours)?;
        if !self.staff.channels().contains(&channel) {
            return Err(Refusal::NotYours.into());
        }
        if act == "keep" {
            self.store.keep_call(&self.staff, draft, &form, self.at).await?;
            return Ok(routes::intake_kept(channel));
        }
        let known = self.held_against(&form).await?;
        match ready(&form).parse(&known) {
            Ok(report) => {
                let report = NewReport { channel, ..report };
                let receipt = self.store.take(&self.staff, draft, &report, self.at).await?;
                Ok(routes::intake_done(receipt.number.as_str()))
            }
            Err(_) => {
                self.store.keep_call(&self.staff, draft, &form, self.at).await?;
                Ok(routes::intake_again(draft, channel))
            }
        }
    }

    /// What the answers are held against: the counties are those of this person.
    async fn held_against(&self, form: &ReportForm) -> Result<Known, Denied> {
        let (known, _) = known(&self.store, form, self.at.now).await?;
        Ok(Known { counties: self.store.counties_of(&self.staff.department.region).await?, ..known })
    }

    fn new_call(&self) -> DraftId {
        let milliseconds = u64::try_from(self.at.now.as_millisecond()).unwrap_or_default();
        DraftId(uuid::Builder::from_unix_timestamp_millis(milliseconds, &chance()).into_uuid())
    }
}

/// The form as it is filed: nobody has to say that no published case is the same, whoever sees one chooses it.
fn ready(form: &ReportForm) -> ReportForm {
    let follow = if form.follow.is_empty() { NONE.to_owned() } else { form.follow.clone() };
    ReportForm { follow, ..form.clone() }
}
