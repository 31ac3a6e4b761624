//! A draft and its holder: what the pages of the report keep and read. Every act ends with the path where it leads.

mod reading;

use super::{
    Counter, chance,
    known::{known, same_known},
    set_cookie,
};
use crate::{denied::Denied, desk::cookie::Cookie, public::report::page::Reading, routes};
use clearway::{
    id::DraftId,
    identifiers::case_number::CaseNumber,
    personal_data,
    publication::Similar,
    refusal::Refusal,
    report::{ReportForm, Step, form::Known},
    store::{Draft, DraftLink, Token},
};

/// The mark of a page whose answers could not be kept.
pub const FAILED: &str = "fault";

/// From which page something was sent, as its address says: which, whether it leads back to the last page, and its mark.
#[derive(Clone, Copy)]
pub struct SentFrom<'sent> {
    step: &'sent str,
    change: bool,
    mark: &'sent str,
}

impl<'sent> SentFrom<'sent> {
    /// As it was sent.
    pub const fn new(step: &'sent str, change: &'sent str, mark: &'sent str) -> Self {
        Self { step, change: !change.is_empty(), mark }
    }
}

/// Whether a mark asks for what is wrong: a number does.
fn is_wrong(mark: &str) -> bool {
    mark.parse::<u32>().is_ok()
}

/// The mark of the same page once more, another one each time: an address that changes is read again, and only that is.
fn again(mark: &str, wrong: bool) -> String {
    let turn = mark.trim_start_matches('n').parse::<u32>().unwrap_or_default().saturating_add(1);
    if wrong { turn.to_string() } else { format!("n{turn}") }
}

/// Whoever asks, and the draft they name.
pub struct Holder {
    counter: Counter,
    browser: Token,
    state: State,
}

enum State {
    Open(Box<Open>),
    Filed(CaseNumber),
    /// Never theirs, or its time is over.
    Lost,
}

struct Open {
    id: DraftId,
    draft: Draft,
    known: Known,
    similar: Vec<Similar>,
}

impl Counter {
    /// Begins a report.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn begins(self) -> Result<String, Denied> {
        let (browser, id) = (self.browser(), self.new_draft());
        self.store.begin_draft(&browser, id, self.at).await?;
        let (known, _) = known(&self.store, &ReportForm::default(), self.at.now).await?;
        Ok(routes::step(id, ReportForm::default().continue_at(&known), false, ""))
    }

    /// Where an unfinished report goes on; none when this browser has none.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn unfinished(self) -> Result<Option<String>, Denied> {
        // Its cookie comes with the page: two quick presses must come as one browser.
        let browser = self.browser();
        let Some(id) = self.store.newest_draft(&browser, self.at.now).await? else { return Ok(None) };
        Ok(Some(self.holder(&id.to_string()).await?.goes_on()))
    }

    /// The holder of a draft.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn holder(self, draft: &str) -> Result<Holder, Denied> {
        let browser = self.browser();
        let state = match draft.parse() {
            Ok(id) => self.state(&browser, id).await?,
            Err(_) => State::Lost,
        };
        Ok(Holder { counter: self, browser, state })
    }

    async fn state(&self, browser: &Token, id: DraftId) -> Result<State, Denied> {
        let Some(draft) = self.store.read_draft(browser, id, self.at.now).await? else {
            let filed = self.store.filed(browser, id).await?;
            return Ok(filed.map_or(State::Lost, State::Filed));
        };
        let (known, similar) = known(&self.store, &draft.form, self.at.now).await?;
        Ok(State::Open(Box::new(Open { id, draft, known, similar })))
    }
}

impl Holder {
    /// Keeps the answers of one page, and where that leads.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn answers(mut self, from: SentFrom<'_>, act: &str, sent: ReportForm) -> Result<String, Denied> {
        let (State::Open(open), Some(step)) = (&self.state, Step::parse(from.step)) else { return Ok(self.goes_on()) };
        let search = step == Step::Service && searches(&open.draft.form, &sent, act);
        self.keeps(step, sent).await?;
        let State::Open(open) = &self.state else { return Ok(self.goes_on()) };
        let same = |wrong| routes::step(open.id, step, from.change, &again(from.mark, wrong));
        match act {
            "later" => self.links().await,
            _ if search => {
                let found = self.counter.store.search_services(&open.draft.form.service_q, 1).await?;
                Ok(same(found.is_empty()))
            }
            _ if open.draft.form.problems(step, &open.known).is_empty() => {
                let next = open.draft.form.after(step, from.change, &open.known);
                Ok(routes::step(open.id, next, from.change && next != Step::Check, ""))
            }
            _ => Ok(same(true)),
        }
    }

    /// Keeps what stands on a page while its reader changes how it looks.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn keeps(&mut self, step: Step, sent: ReportForm) -> Result<(), Denied> {
        let State::Open(open) = &mut self.state else { return Ok(()) };
        let keep = if open.draft.by_link { ReportForm::keep_masked } else { ReportForm::keep };
        let change = |form: &mut ReportForm| keep(form, step, sent.clone());
        let form = self.counter.store.keep_draft(&self.browser, open.id, self.counter.at, change).await?;
        let before = std::mem::replace(&mut open.draft.form, form);
        if !same_known(&before, &open.draft.form) {
            (open.known, open.similar) = known(&self.counter.store, &open.draft.form, self.counter.at.now).await?;
        }
        Ok(())
    }

    /// Masks the number of a person that begins at this byte of a text.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn masks(self, mark: &str, field: &str, from: usize) -> Result<String, Denied> {
        let State::Open(open) = &self.state else { return Ok(self.goes_on()) };
        let mask = |form: &mut ReportForm| {
            let text = if field == "wish" { &mut form.wish } else { &mut form.what };
            let found = personal_data::find(text, open.known.today).into_iter().find(|found| found.place.start == from);
            if let Some(found) = found {
                text.replace_range(found.place, &found.masked);
            }
        };
        self.counter.store.keep_draft(&self.browser, open.id, self.counter.at, mask).await?;
        Ok(routes::step(open.id, Step::Check, false, &again(mark, false)))
    }

    /// Takes a file away again.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn removes(self, from: SentFrom<'_>, file: &str) -> Result<String, Denied> {
        let State::Open(open) = &self.state else { return Ok(self.goes_on()) };
        if let Ok(file) = file.parse() {
            self.counter.store.remove_draft_file(&self.browser, open.id, file).await?;
        }
        Ok(routes::step(open.id, Step::Files, from.change, &again(from.mark, false)))
    }

    /// Files the report, or leads to what is wrong with it. What was filed leads to its receipt.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn sends(mut self, mark: &str, declared: String, act: &str) -> Result<String, Denied> {
        let State::Open(open) = &mut self.state else { return Ok(self.goes_on()) };
        open.draft.form.declared.clone_from(&declared);
        let report = open.draft.form.parse(&open.known);
        let (id, at) = (open.id, self.counter.at);
        match report {
            // nothing is kept before: of two quick presses the second finds no draft any more
            Ok(report) if act.is_empty() => {
                let receipt = self.counter.store.file(&self.browser, id, &report, at).await?;
                Ok(routes::done(receipt.number.as_str()))
            }
            report => {
                let declare = |form: &mut ReportForm| form.declared.clone_from(&declared);
                self.counter.store.keep_draft(&self.browser, id, at, declare).await?;
                let step = report.err().and_then(|problems| Some(problems.first()?.step())).unwrap_or(Step::Check);
                let wrong = routes::step(id, step, step != Step::Check, &again(mark, true));
                if act == "later" { self.links().await } else { Ok(wrong) }
            }
        }
    }

    /// A page as it stands now.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] for a page that is none; when the store fails.
    pub async fn reads(self, from: SentFrom<'_>) -> Result<Reading, Denied> {
        let State::Open(open) = &self.state else { return Ok(Reading::Elsewhere(self.goes_on())) };
        let step = Step::parse(from.step).ok_or(Refusal::NotFound)?;
        if let Some((other, change)) = open.instead_of(step) {
            return Ok(Reading::Elsewhere(routes::step(open.id, other, change, "")));
        }
        let with = self.with(open, step).await?;
        Ok(Reading::Page(Box::new(open.page(step, from, with))))
    }

    /// The link under which the draft can be found again, kept in a cookie until this device is cleared: its page shows it.
    async fn links(&self) -> Result<String, Denied> {
        let State::Open(open) = &self.state else { return Ok(self.goes_on()) };
        if self.counter.link_of(open.id).is_none() {
            let link = DraftLink::from_bytes(chance());
            self.counter.store.link_draft(&self.browser, open.id, &link, self.counter.at).await?;
            set_cookie(&self.counter.office, Cookie::Link, &format!("{}.{link}", open.id), None);
        }
        Ok(routes::later(open.id))
    }

    /// The first page that is still open; the receipt of what was filed.
    pub fn goes_on(&self) -> String {
        match &self.state {
            State::Open(open) => routes::step(open.id, open.draft.form.continue_at(&open.known), false, ""),
            State::Filed(number) => routes::done(number.as_str()),
            State::Lost => routes::LOST.to_owned(),
        }
    }
}

/// Whether a page's answers ask for a search: by its button, or by words that were not searched for yet.
fn searches(kept: &ReportForm, sent: &ReportForm, act: &str) -> bool {
    let words = sent.service_q.trim();
    let fresh = !words.is_empty() && words != kept.service_q.trim();
    act == "search" || (fresh && (sent.service.is_empty() || act == "enter"))
}
