//! The word of the screens for each value of the office.

use crate::{
    lang::{Lang, t},
    ui::words,
};
use clearway::{
    office::{Field, Gap, OfficeKind, Options, Thing, Warning},
    staff::Role,
};

/// A kind of thing, as the name of its list.
pub const fn thing(lang: Lang, thing: Thing) -> &'static str {
    match thing {
        Thing::Staff => t::admin_staff(lang),
        Thing::Department => t::admin_departments(lang),
        Thing::DutyRule => t::admin_rules(lang),
        Thing::Service => t::admin_services(lang),
        Thing::Template => t::admin_templates(lang),
        Thing::PageText => t::admin_texts(lang),
    }
}

/// What a kind of thing is for.
pub const fn about(lang: Lang, thing: Thing) -> &'static str {
    match thing {
        Thing::Staff => t::admin_staff_about(lang),
        Thing::Department => t::admin_departments_about(lang),
        Thing::DutyRule => t::admin_rules_about(lang),
        Thing::Service => t::admin_services_about(lang),
        Thing::Template => t::admin_templates_about(lang),
        Thing::PageText => t::admin_texts_about(lang),
    }
}

/// What one of them is called on its page and in lists: a public page has no name of its own.
pub fn name(lang: Lang, kind: Thing, name: &str) -> String {
    match (kind, name) {
        (Thing::PageText, "help") => t::help_title(lang).into(),
        (Thing::PageText, "contact") => t::contact_title(lang).into(),
        (Thing::PageText, "privacy") => t::privacy_title(lang).into(),
        (Thing::PageText, "accessibility") => t::accessibility_title(lang).into(),
        _ => name.to_owned(),
    }
}

/// The label of a field.
pub const fn field(lang: Lang, field: Field) -> &'static str {
    match field {
        Field::Name => t::admin_name(lang),
        Field::Username => t::admin_username(lang),
        Field::Roles => t::account_roles(lang),
        Field::Department => t::admin_department(lang),
        Field::Parent => t::admin_parent(lang),
        Field::Region => t::admin_region(lang),
        Field::LeaderSigns => t::admin_signs(lang),
        Field::Code => t::admin_code(lang),
        Field::Category => t::admin_category(lang),
        Field::Service => t::admin_service(lang),
        Field::Basis => t::admin_basis(lang),
        Field::Body => t::admin_body(lang),
        Field::Lang => t::admin_lang(lang),
        Field::Year => t::admin_year(lang),
        Field::Days => t::admin_days(lang),
        Field::Deadlines => t::admin_deadlines(lang),
        Field::InUse => t::admin_in_use(lang),
        Field::WithoutFactor => t::admin_without_factor(lang),
        Field::Added => t::admin_lines_added(lang),
        Field::Changed => t::admin_lines_changed(lang),
        Field::Ended => t::admin_lines_ended(lang),
        Field::Hotline => t::admin_hotline(lang),
        Field::Hours => t::admin_hours(lang),
        Field::Windows => t::admin_windows(lang),
        Field::Organiser => t::admin_organiser(lang),
        Field::IcpRecord => t::admin_icp(lang),
        Field::PoliceRecord => t::admin_police(lang),
        Field::SiteMark => t::admin_site_mark(lang),
    }
}

/// How to fill a field, where that is not plain.
pub fn hint(lang: Lang, thing: Thing, field: Field) -> Option<&'static str> {
    match (thing, field) {
        (Thing::Staff, Field::Username) => Some(t::admin_username_hint(lang)),
        (Thing::DutyRule, Field::Service) => Some(t::admin_rule_hint(lang)),
        (Thing::DutyRule, Field::Basis) => Some(t::admin_basis_hint(lang)),
        (Thing::Template, Field::Service) => Some(t::admin_template_hint(lang)),
        (Thing::PageText, Field::Body) => Some(t::admin_text_hint(lang)),
        _ => None,
    }
}

/// What stands in a field.
pub fn value(lang: Lang, field: Field, value: &str) -> String {
    let word =
        |word: &str| Role::parse(word).map_or_else(|| word.to_owned(), |role| words::role(lang, role).to_owned());
    match (field, value) {
        (_, "") => t::admin_nothing(lang).into(),
        (Field::LeaderSigns | Field::InUse | Field::WithoutFactor, "yes") => t::admin_yes(lang).into(),
        (Field::LeaderSigns | Field::InUse | Field::WithoutFactor, "no") => t::admin_no(lang).into(),
        (Field::Roles, roles) => roles.split(' ').map(word).collect::<Vec<_>>().join(t::comma(lang)),
        (Field::Lang, "zh") => t::admin_zh(lang).into(),
        (Field::Lang, "en") => t::admin_en(lang).into(),
        (_, text) => text.to_owned(),
    }
}

/// The same for a key, by what it is called.
pub fn called(lang: Lang, options: &[Options], field: Field, key: &str) -> String {
    value(lang, field, &Options::called(options, field, key))
}

/// What happened to the office.
pub const fn kind(lang: Lang, kind: OfficeKind) -> &'static str {
    match kind {
        OfficeKind::DepartmentAdded => t::office_department_added(lang),
        OfficeKind::DepartmentChanged => t::office_department_changed(lang),
        OfficeKind::DepartmentEnded => t::office_department_ended(lang),
        OfficeKind::StaffAdded => t::office_staff_added(lang),
        OfficeKind::StaffChanged => t::office_staff_changed(lang),
        OfficeKind::StaffEnded => t::office_staff_ended(lang),
        OfficeKind::ServiceAdded => t::office_service_added(lang),
        OfficeKind::ServiceChanged => t::office_service_changed(lang),
        OfficeKind::ServiceEnded => t::office_service_ended(lang),
        OfficeKind::DutyRuleMade => t::office_rule_made(lang),
        OfficeKind::DutyRuleEnded => t::office_rule_ended(lang),
        OfficeKind::CalendarLoaded => t::office_calendar_loaded(lang),
        OfficeKind::TemplateAdded => t::office_template_added(lang),
        OfficeKind::TemplateChanged => t::office_template_changed(lang),
        OfficeKind::TemplateEnded => t::office_template_ended(lang),
        OfficeKind::PageTextChanged => t::office_text_changed(lang),
        OfficeKind::FactsChanged => t::office_facts_changed(lang),
        OfficeKind::ListApplied => t::office_list_applied(lang),
        OfficeKind::SignatureSet => t::office_signature_set(lang),
        OfficeKind::LinkMade => t::office_link_made(lang),
        OfficeKind::SignedOut => t::office_signed_out(lang),
        OfficeKind::SetUp => t::office_set_up(lang),
    }
}

/// What follows from a change.
pub fn warning(lang: Lang, warning: &Warning) -> String {
    match warning {
        Warning::GivesBack(count) => t::admin_gives_back(lang, *count),
        Warning::SignsOut => t::admin_signs_out(lang).into(),
        Warning::Ambiguous(names) => t::admin_ambiguous(lang, names.join(t::comma(lang))),
        Warning::Deadlines(count) => t::admin_moves(lang, *count),
    }
}

/// What is missing, and where it is mended.
pub fn gap(lang: Lang, gap: &Gap) -> (String, String) {
    let list = |thing: Thing| crate::routes::admin_list(thing.as_str());
    match gap {
        Gap::NoDispatcher => (t::gap_dispatcher(lang).into(), list(Thing::Staff)),
        Gap::NoReviewer => (t::gap_reviewer(lang).into(), list(Thing::Staff)),
        Gap::NoLeader(count, name) => (t::gap_leader(lang, *count, name), list(Thing::Staff)),
        Gap::NoCalendar(year) => (t::gap_calendar(lang, year), crate::routes::ADMIN_CALENDAR.into()),
        Gap::NoRule(count) => (t::gap_rule(lang, *count), list(Thing::DutyRule)),
    }
}
