//! The pages of the report, one question each, and the way through them.

use super::{Known, NewReport, Problem, ReportForm, Visibility, Who};
use crate::{danger, word::choices};

choices! {
    /// A page of the report.
    Step {
        /// In which county.
        County = "county",
        /// In which township.
        Township = "township",
        /// Which service.
        Service = "service",
        /// What the person wants.
        Kind = "kind",
        /// What stood in the way.
        Obstacle = "obstacle",
        /// Where they tried it.
        Tried = "tried",
        /// What went wrong, and how they want it solved.
        What = "what",
        /// The emergency numbers, where words tell of danger.
        Danger = "danger",
        /// Published cases that could be the same.
        Similar = "similar",
        /// When it was, and the number an office gave.
        When = "when",
        /// Where it is.
        Where = "where",
        /// Pictures and documents.
        Files = "files",
        /// For whom they write.
        Who = "who",
        /// How they can be reached.
        Contact = "contact",
        /// Who can read it, and who learns who wrote.
        Privacy = "privacy",
        /// Everything once more.
        Check = "check",
    }
}

impl ReportForm {
    /// The pages that this person sees, in order.
    pub fn steps(&self, known: &Known) -> Vec<Step> {
        Step::ALL.into_iter().filter(|step| self.asks(*step, known)).collect()
    }

    fn asks(&self, step: Step, known: &Known) -> bool {
        let obstacle = super::Kind::parse(&self.kind).is_some_and(super::Kind::met_an_obstacle);
        match step {
            Step::County => known.counties.len() > 1,
            Step::Township => !known.townships.is_empty(),
            Step::Service => known.services,
            Step::Obstacle | Step::Tried => obstacle,
            Step::Danger => danger::is_told_in(&self.what),
            Step::Similar => !known.similar.is_empty(),
            // what is followed is published already: only who follows is still open
            Step::When | Step::Where | Step::Files => self.follows().is_none(),
            Step::Contact => self.who() != Some(Who::Anonymous),
            Step::Privacy => self.asks_visibility() || self.asks_identity(),
            Step::Kind | Step::What | Step::Who | Step::Check => true,
        }
    }

    /// Whether it is asked who can read it: the words of somebody who follows a case are never published.
    pub fn asks_visibility(&self) -> bool {
        self.follows().is_none()
    }

    /// Whether it is asked who learns who wrote.
    pub fn asks_identity(&self) -> bool {
        self.who() != Some(Who::Anonymous)
    }

    /// Which page this is, of how many; the emergency numbers are no question and do not count.
    pub fn place(&self, step: Step, known: &Known) -> (usize, usize) {
        let asked: Vec<_> = self.steps(known).into_iter().filter(|step| *step != Step::Danger).collect();
        let place = asked.iter().filter(|other| **other <= step).count();
        (place.max(1), asked.len())
    }

    /// The page before; nothing before the first.
    pub fn before(&self, step: Step, known: &Known) -> Option<Step> {
        self.steps(known).into_iter().rfind(|other| *other < step)
    }

    /// The page after this one has been answered. Who changes one answer comes back to the last page, by way of whatever the
    /// change has left open.
    pub fn after(&self, step: Step, change: bool, known: &Known) -> Step {
        let steps = self.steps(known);
        let open = steps.iter().find(|step| !self.problems(**step, known).is_empty()).copied();
        if change {
            return open.unwrap_or(Step::Check);
        }
        steps.into_iter().find(|other| *other > step).unwrap_or(Step::Check)
    }

    /// Where whoever comes back goes on: at the first page that is still open, by way of the pages that may be left empty when
    /// none of them was filled in.
    pub fn continue_at(&self, known: &Known) -> Step {
        let steps = self.steps(known);
        let open = steps.iter().copied().find(|step| !self.problems(*step, known).is_empty()).unwrap_or(Step::Check);
        let facts = [&self.year, &self.month, &self.day, &self.reference, &self.address, &self.latitude];
        let skipped = open == Step::Who && facts.into_iter().all(String::is_empty);
        if skipped && steps.contains(&Step::When) { Step::When } else { open }
    }

    /// What is wrong on one page, in its order.
    pub fn problems(&self, step: Step, known: &Known) -> Vec<Problem> {
        match self.parse(known) {
            Ok(_) => Vec::new(),
            Err(problems) => problems.into_iter().filter(|problem| problem.step() == step).collect(),
        }
    }

    /// The report, when nothing is wrong with any page that was asked.
    ///
    /// # Errors
    /// All problems, in the order of the pages.
    pub fn parse(&self, known: &Known) -> Result<NewReport, Vec<Problem>> {
        let steps = self.steps(known);
        let mut problems = Vec::new();
        let report = self.read(known, &steps, &mut problems);
        problems.sort_by_key(|problem| problem.step());
        if problems.is_empty() { report.ok_or(problems) } else { Err(problems) }
    }

    /// Whether they want the words read by all.
    pub fn is_public(&self) -> bool {
        Visibility::parse(&self.visibility) == Some(Visibility::Public)
    }
}
