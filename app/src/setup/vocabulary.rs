//! What the columns of lists are called, and which words a list may use beside ours.

use crate::{
    lang::{Lang, t},
    ui::words,
};
use clearway::{
    office::lists::{Column, List, Vocabulary, Wrong},
    staff::Role,
};

/// The name of a list.
pub const fn list(lang: Lang, list: List) -> &'static str {
    match list {
        List::Departments => t::list_departments(lang),
        List::Staff => t::list_staff(lang),
        List::Services => t::list_services(lang),
        List::DutyRules => t::list_duty_rules(lang),
    }
}

/// How to fill a list in.
pub const fn how(lang: Lang, list: List) -> &'static str {
    match list {
        List::Departments => t::list_departments_how(lang),
        List::Staff => t::list_staff_how(lang),
        List::Services => t::list_services_how(lang),
        List::DutyRules => t::list_duty_rules_how(lang),
    }
}

/// The name of a column.
pub const fn column(lang: Lang, list: List, column: Column) -> &'static str {
    match (list, column) {
        (List::Departments, Column::Name) => t::column_department(lang),
        (List::Services, Column::Name) => t::column_service_name(lang),
        (_, Column::Name) => t::column_person(lang),
        (_, Column::Region) => t::column_region(lang),
        (_, Column::Parent) => t::column_parent(lang),
        (_, Column::LeaderSigns) => t::column_leader_signs(lang),
        (_, Column::Username) => t::column_username(lang),
        (_, Column::Department) => t::column_department(lang),
        (_, Column::Roles) => t::column_roles(lang),
        (_, Column::Code | Column::Service) => t::column_code(lang),
        (_, Column::Category) => t::column_category(lang),
        (_, Column::Basis) => t::column_basis(lang),
    }
}

/// What is wrong with a line, and what to do.
pub const fn wrong(lang: Lang, wrong: Wrong) -> &'static str {
    match wrong {
        Wrong::Header => t::wrong_header(lang),
        Wrong::Fields => t::wrong_fields(lang),
        Wrong::TooMany => t::wrong_too_many(lang),
        Wrong::Empty => t::wrong_empty(lang),
        Wrong::Missing => t::wrong_missing(lang),
        Wrong::Long => t::wrong_long(lang),
        Wrong::Twice => t::wrong_twice(lang),
        Wrong::Region => t::wrong_region(lang),
        Wrong::Department => t::wrong_department(lang),
        Wrong::Several => t::wrong_several(lang),
        Wrong::Loop => t::wrong_loop(lang),
        Wrong::YesOrNo => t::wrong_yes_or_no(lang),
        Wrong::Role => t::wrong_role(lang),
        Wrong::Username => t::setup_admin_username_wrong(lang),
        Wrong::Code => t::wrong_code(lang),
        Wrong::Service => t::wrong_service(lang),
        Wrong::Category => t::wrong_category(lang),
        Wrong::Either => t::wrong_either(lang),
        Wrong::Own => t::wrong_own(lang),
        Wrong::Work => t::wrong_work(lang),
    }
}

/// The words of every language: whoever sends a list may not be who wrote it.
pub fn vocabulary() -> Vocabulary {
    let mut words = Vocabulary::default();
    for lang in [Lang::Zh, Lang::En] {
        for list in List::ALL {
            words.columns.extend(list.columns().iter().map(|known| (column(lang, list, *known).to_owned(), *known)));
        }
        words.yes.push(t::list_yes(lang).to_lowercase());
        words.no.push(t::list_no(lang).to_lowercase());
        words.roles.extend(Role::ALL.map(|role| (one_word(words::role(lang, role)), role)));
    }
    words
}

/// The name of a role that would be read as several roles otherwise.
fn one_word(role: &str) -> String {
    role.replace(' ', "-")
}

/// A field of a list as it is written for people.
pub fn said(lang: Lang, column: Column, field: &str) -> String {
    let role = |word: &str| Role::parse(word).map_or_else(|| word.to_owned(), |role| one_word(words::role(lang, role)));
    match (column, field) {
        (Column::LeaderSigns, "yes") => t::list_yes(lang).to_owned(),
        (Column::LeaderSigns, "no") => t::list_no(lang).to_owned(),
        (Column::Roles, roles) => roles.split(' ').map(role).collect::<Vec<_>>().join(" "),
        (_, field) => field.to_owned(),
    }
}

/// What the columns of a file of links are called.
pub fn link_columns(lang: Lang) -> Vec<String> {
    [t::column_username(lang), t::column_person(lang), t::links_link(lang)].map(str::to_owned).into()
}
