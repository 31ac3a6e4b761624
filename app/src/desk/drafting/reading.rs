//! A page of a draft as it stands now.

use super::{FAILED, Holder, Open, SentFrom, is_wrong};
use crate::{
    denied::Denied,
    public::report::page::{StepPage, With},
};
use clearway::{
    personal_data,
    report::{Problem, ReportForm, Step},
};

/// How many services are offered to whoever has not searched.
const OFFERED: usize = 8;
/// How many services are shown to whoever has.
const FOUND: usize = 20;

impl Holder {
    /// What one page needs beside the answers.
    pub(super) async fn with(&self, open: &Open, step: Step) -> Result<With, Denied> {
        let (form, known) = (&open.draft.form, &open.known);
        let mut with = With::default();
        match step {
            Step::County => with.regions.clone_from(&known.counties),
            Step::Township => with.regions.clone_from(&known.townships),
            Step::Service => {
                let offered = if form.service_q.trim().is_empty() { OFFERED } else { FOUND };
                with.services = self.counter.store.search_services(&form.service_q, offered).await?;
                let chosen = known.service.iter().filter(|chosen| !with.services.contains(chosen)).cloned();
                with.services.splice(0..0, chosen.collect::<Vec<_>>());
            }
            Step::Similar => with.similar.clone_from(&open.similar),
            Step::When => with.year = known.today.year(),
            Step::Files => {
                with.files.clone_from(&open.draft.files);
                // nothing stands there until a file was refused
                with.uploads = serde_json::from_str(&form.uploads).unwrap_or_default();
            }
            Step::Check => with = open.whole(),
            _ => {}
        }
        Ok(with)
    }
}

impl Open {
    /// Where to go instead of a page that is not asked; the last page waits until all others are answered.
    pub(super) fn instead_of(&self, step: Step) -> Option<(Step, bool)> {
        let (form, known) = (&self.draft.form, &self.known);
        let steps = form.steps(known);
        if !steps.contains(&step) {
            return steps.into_iter().find(|other| *other > step).map(|next| (next, false));
        }
        let open = |other: &Step| *other != Step::Check && !form.problems(*other, known).is_empty();
        (step == Step::Check).then(|| steps.into_iter().find(open)).flatten().map(|open| (open, true))
    }

    /// The page, with what is wrong with it when its address asks for that.
    pub(super) fn page(&self, step: Step, from: SentFrom<'_>, with: With) -> StepPage {
        let (form, known) = (&self.draft.form, &self.known);
        let wrong = is_wrong(from.mark);
        let mut problems = if wrong { form.problems(step, known) } else { Vec::new() };
        if wrong && step == Step::Service && !form.service_q.trim().is_empty() && self.found_nothing(&with) {
            problems = vec![Problem::ServiceNotFound];
        }
        StepPage {
            draft: self.id,
            step,
            place: form.place(step, known),
            before: form.before(step, known),
            form: self.shown(step),
            by_link: self.draft.by_link,
            problems,
            failed: from.mark == FAILED,
            change: from.change,
            mark: from.mark.to_owned(),
            with,
        }
    }

    /// Whether the words found nothing but what was chosen before.
    fn found_nothing(&self, with: &With) -> bool {
        with.services.iter().all(|service| self.known.service.as_ref() == Some(service))
    }

    /// The answers that a page shows, and those that say what it asks.
    fn shown(&self, step: Step) -> ReportForm {
        let form = if self.draft.by_link { self.draft.form.masked() } else { self.draft.form.clone() };
        if step == Step::Check {
            return form;
        }
        let mut shown = ReportForm { who: form.who.clone(), follow: form.follow.clone(), ..ReportForm::default() };
        shown.keep(step, form);
        shown
    }

    /// What the last page needs beside the answers.
    fn whole(&self) -> With {
        let (form, known) = (&self.draft.form, &self.known);
        let county =
            known.counties.iter().filter(|county| known.counties.len() == 1 || county.code.as_str() == form.county);
        let township = known.townships.iter().filter(|township| township.code.as_str() == form.township);
        With {
            regions: county.chain(township).cloned().collect(),
            services: known.service.iter().cloned().collect(),
            similar: self.similar.clone(),
            files: self.draft.files.clone(),
            uploads: Vec::new(),
            personal: [&form.what, &form.wish].map(|text| personal_data::find(text, known.today)),
            steps: form.steps(known),
            year: known.today.year(),
        }
    }
}
