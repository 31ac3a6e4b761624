//! The words of a filter: its parts by the names they have in the address.

use crate::{
    lang::{Lang, t},
    ui::choices,
};
use clearway::{
    queue::{Choice, DueFilter, Filter, FilterChoices, HolderFilter, Mark},
    report::{Channel, Kind},
};

/// A part of a filter, by its name.
pub struct Named;

impl Named {
    /// What it is called.
    pub fn label(lang: Lang, name: &str) -> &'static str {
        match name {
            "due" => t::col_due(lang),
            "mark" => t::col_marks(lang),
            "holder" => t::col_holder(lang),
            "department" => t::col_department(lang),
            "service" => t::col_service(lang),
            "region" => t::col_region(lang),
            "kind" => t::kind(lang),
            _ => t::col_channel(lang),
        }
    }

    /// What is chosen, as the address says it.
    pub fn of(name: &str, filter: &Filter) -> Option<String> {
        match name {
            "due" => filter.due.map(|due| due.as_str().to_owned()),
            "mark" => filter.mark.map(|mark| mark.as_str().to_owned()),
            "holder" => filter.holder.map(HolderFilter::to_word),
            "department" => filter.department.map(|id| id.to_string()),
            "service" => filter.service.as_ref().map(ToString::to_string),
            "region" => filter.region.as_ref().map(ToString::to_string),
            "kind" => filter.kind.map(|kind| kind.as_str().to_owned()),
            _ => filter.channel.map(|channel| channel.as_str().to_owned()),
        }
    }

    /// The filter without it.
    pub fn without(name: &str, filter: &Filter) -> Filter {
        let filter = filter.clone();
        match name {
            "due" => Filter { due: None, ..filter },
            "mark" => Filter { mark: None, ..filter },
            "holder" => Filter { holder: None, ..filter },
            "department" => Filter { department: None, ..filter },
            "service" => Filter { service: None, ..filter },
            "region" => Filter { region: None, ..filter },
            "kind" => Filter { kind: None, ..filter },
            _ => Filter { channel: None, ..filter },
        }
    }

    /// What can be chosen: the word of the address and the one people know.
    pub fn all(lang: Lang, name: &str, choices: &FilterChoices) -> Vec<(String, String)> {
        let word = |word: &str, text: &str| (word.to_owned(), text.to_owned());
        match name {
            "due" => DueFilter::ALL.map(|due| word(due.as_str(), due_word(lang, due))).into(),
            "mark" => Mark::ALL.map(|mark| word(mark.as_str(), mark_word(lang, mark))).into(),
            "holder" => {
                let first = [word("me", t::holder_me(lang)), word("none", t::holder_none(lang))];
                first.into_iter().chain(named(&choices.holders)).collect()
            }
            "department" => named(&choices.departments),
            "service" => named(&choices.services),
            "region" => named(&choices.regions),
            "kind" => Kind::ALL.map(|kind| word(kind.as_str(), choices::kind(lang, kind))).into(),
            _ => Channel::ALL.map(|channel| word(channel.as_str(), choices::channel(lang, channel))).into(),
        }
    }
}

fn named<Id: ToString>(choices: &[Choice<Id>]) -> Vec<(String, String)> {
    choices.iter().map(|Choice { id, name }| (id.to_string(), name.clone())).collect()
}

const fn due_word(lang: Lang, due: DueFilter) -> &'static str {
    match due {
        DueFilter::Overdue => t::due_filter_overdue(lang),
        DueFilter::Today => t::due_filter_today(lang),
        DueFilter::Soon => t::due_filter_soon(lang),
        DueFilter::Later => t::due_filter_later(lang),
    }
}

const fn mark_word(lang: Lang, mark: Mark) -> &'static str {
    match mark {
        Mark::Urged => t::mark_filter_urged(lang),
        Mark::Reopened => t::mark_again(lang),
        Mark::Danger => t::tag_danger(lang),
    }
}
