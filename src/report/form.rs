//! A report as it was typed, page by page: nothing checked, nothing lost.

use super::{Step, Who};
use crate::{
    identifiers::{case_number::CaseNumber, phone::Phone},
    region::Region,
    service::ServiceItem,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The answer of whoever does not know the township, or is not sure about the service.
pub const UNSURE: &str = "unsure";
/// The answer that it is none of the published cases.
pub const NONE: &str = "none";
/// The answer of a box that is ticked, or a page that was read.
pub const YES: &str = "yes";

macro_rules! form {
    ($($(#[$doc:meta])* $field:ident: $step:ident,)+) => {
        /// A report as it was typed. Each field has the name it has in the forms.
        #[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(default)]
        pub struct ReportForm {
            $($(#[$doc])* pub $field: String,)+
        }

        impl ReportForm {
            /// Takes over the answers of one page, and no other.
            pub fn keep(&mut self, step: Step, sent: Self) {
                $(if step == Step::$step {
                    self.$field = sent.$field;
                })+
            }
        }
    };
}

form! {
    /// Code of the county.
    county: County,
    /// Code of the township, or [`UNSURE`].
    township: Township,
    /// Code of the service, or [`UNSURE`].
    service: Service,
    /// What the service was searched by.
    service_q: Service,
    /// What they want: a [`Kind`](super::Kind).
    kind: Kind,
    /// What stood in the way: an [`Obstacle`](super::Obstacle).
    obstacle: Obstacle,
    /// Where they tried it: a [`TriedAt`](super::TriedAt).
    tried_at: Tried,
    /// The hall or site.
    site: Tried,
    /// What went wrong, in their words.
    what: What,
    /// How they want it solved.
    wish: What,
    /// [`YES`] once the emergency numbers were seen.
    danger: Danger,
    /// The number of the published case that is the same, or [`NONE`].
    follow: Similar,
    /// The day it was.
    year: When,
    /// Its month.
    month: When,
    /// Its day.
    day: When,
    /// The number that an office gave.
    reference: When,
    /// Where it is, in words.
    address: Where,
    /// Degrees north, WGS 84.
    latitude: Where,
    /// Degrees east, WGS 84.
    longitude: Where,
    /// What was wrong with the files handed in last: JSON of [`FileProblem`](crate::evidence::FileProblem)s.
    uploads: Files,
    /// For whom they write: a [`Who`].
    who: Who,
    /// The name of the organisation.
    organisation: Contact,
    /// What it is registered under.
    credit_code: Contact,
    /// How they want to be addressed.
    name: Contact,
    /// Where they can be called.
    phone: Contact,
    /// Who can read it: a [`Visibility`](super::Visibility).
    visibility: Privacy,
    /// Who learns who wrote: an [`Identity`](super::Identity).
    identity: Privacy,
    /// [`YES`] when they confirm that it is true.
    declared: Check,
}

/// What the answers are held against: this installation, and what was found for this form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The counties it serves.
    pub counties: Vec<Region>,
    /// The townships of the county that was chosen.
    pub townships: Vec<Region>,
    /// Whether it has a list of services.
    pub services: bool,
    /// The service that was chosen, if there is one of that code.
    pub service: Option<ServiceItem>,
    /// Published cases that could be the same.
    pub similar: Vec<CaseNumber>,
    /// The day.
    pub today: Date,
}

impl ReportForm {
    /// For whom they write, once they said so.
    pub fn who(&self) -> Option<Who> {
        Who::parse(&self.who)
    }

    /// The case they follow, if they do.
    pub fn follows(&self) -> Option<CaseNumber> {
        CaseNumber::parse(&self.follow).ok()
    }

    /// The form for a reader who came by a link: how to reach the person is masked, everything else stands there.
    #[must_use]
    pub fn masked(&self) -> Self {
        let shown = |text: &str| text.chars().take(1).chain("**".chars()).collect::<String>();
        let hidden = |text: &str| if text.is_empty() { String::new() } else { shown(text) };
        let phone = Phone::parse(&self.phone).map_or_else(|_| hidden(&self.phone), |phone| phone.masked());
        Self {
            organisation: hidden(&self.organisation),
            credit_code: hidden(&self.credit_code),
            name: hidden(&self.name),
            phone,
            ..self.clone()
        }
    }

    /// Takes over the answers of one page from a reader who saw [`ReportForm::masked`]: what came back masked stays as it was.
    pub fn keep_masked(&mut self, step: Step, mut sent: Self) {
        let shown = self.masked();
        for (sent, shown, kept) in [
            (&mut sent.organisation, &shown.organisation, &self.organisation),
            (&mut sent.credit_code, &shown.credit_code, &self.credit_code),
            (&mut sent.name, &shown.name, &self.name),
            (&mut sent.phone, &shown.phone, &self.phone),
        ] {
            if sent == shown {
                sent.clone_from(kept);
            }
        }
        self.keep(step, sent);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> ReportForm {
        ReportForm {
            what: "窗口三次要求提交同一份证明".into(),
            name: "王小明".into(),
            phone: "138 0013 8000".into(),
            organisation: "示例商贸有限公司".into(),
            ..ReportForm::default()
        }
    }

    #[test]
    fn a_page_takes_over_its_own_answers_and_no_others() {
        let mut kept = form();
        kept.keep(Step::Contact, ReportForm { name: "李".into(), what: "别的".into(), ..ReportForm::default() });
        assert_eq!((kept.name.as_str(), kept.phone.as_str()), ("李", ""));
        assert_eq!(kept.what, form().what);
    }

    #[test]
    fn whoever_comes_by_a_link_reads_no_contact_and_can_still_go_on() {
        let shown = form().masked();
        assert_eq!((shown.name.as_str(), shown.phone.as_str()), ("王**", "138****8000"));
        assert_eq!((shown.organisation.as_str(), shown.credit_code.as_str()), ("示**", ""));
        assert_eq!(shown.what, form().what);
        let mut kept = form();
        kept.keep_masked(Step::Contact, ReportForm { name: "李四".into(), ..shown });
        assert_eq!((kept.name.as_str(), kept.phone.as_str()), ("李四", "138 0013 8000"));
    }
}
