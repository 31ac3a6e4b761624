//! The kinds of things that an admin sets up, and how the fields of each are filled.

use super::{
    BASIS_MAX, CATEGORY_MAX, Field, NAME_MAX, OfficeKind, Options, PUBLIC_NAME_MAX, Sheet, Values, is_username,
    names::USERNAME_MAX,
};
use crate::{
    report::tidy,
    service::{CODE_MAX, ServiceCode},
    word::choices,
};

choices! {
    /// A kind of thing that an admin sets up; the word stands in its address.
    Thing {
        /// Who works here.
        Staff = "staff",
        /// Who answers.
        Department = "departments",
        /// Which department answers for what.
        DutyRule = "duty-rules",
        /// What people come for.
        Service = "services",
        /// Words to begin a reply with.
        Template = "templates",
        /// The office's own words on public pages.
        PageText = "page-texts",
    }
}

/// How a field is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A line of text with so many characters at most.
    Line(usize),
    /// Lines of text with so many characters at most.
    Lines(usize),
    /// One of what can be chosen.
    Choice,
    /// One of what can be chosen, or none.
    MayChoose,
    /// Several of what can be chosen.
    Several,
    /// Yes or no.
    YesNo,
}

impl Thing {
    /// What is filled in, in order; some of it only when it is new.
    pub const fn fields(self, new: bool) -> &'static [Field] {
        match (self, new) {
            (Self::Staff, true) => &[Field::Username, Field::Name, Field::Department, Field::Roles],
            (Self::Staff, false) => &[Field::Name, Field::Department, Field::Roles],
            (Self::Department, true) => &[Field::Name, Field::Region, Field::Parent, Field::LeaderSigns],
            (Self::Department, false) => &[Field::Name, Field::Parent, Field::LeaderSigns],
            (Self::DutyRule, true) => &[Field::Service, Field::Category, Field::Department, Field::Basis],
            // a rule that no longer holds is ended, and another made
            (Self::DutyRule, false) => &[],
            (Self::Service, true) => &[Field::Code, Field::Name, Field::Category],
            (Self::Service, false) => &[Field::Name, Field::Category],
            (Self::Template, _) => &[Field::Name, Field::Service, Field::Body],
            (Self::PageText, _) => &[Field::Body],
        }
    }

    /// How a field of it is filled.
    pub const fn shape(self, field: Field) -> Shape {
        match (self, field) {
            (_, Field::Roles) => Shape::Several,
            (_, Field::LeaderSigns) => Shape::YesNo,
            (_, Field::Department | Field::Region) => Shape::Choice,
            (_, Field::Parent | Field::Service) | (Self::DutyRule, Field::Category) => Shape::MayChoose,
            (Self::PageText, Field::Body) => Shape::Lines(8_000),
            (_, Field::Body) => Shape::Lines(2_000),
            (_, Field::Basis) => Shape::Line(BASIS_MAX),
            (_, Field::Username) => Shape::Line(USERNAME_MAX),
            (_, Field::Category) => Shape::Line(CATEGORY_MAX),
            (_, Field::Code) => Shape::Line(CODE_MAX),
            (Self::Staff, _) => Shape::Line(NAME_MAX),
            _ => Shape::Line(PUBLIC_NAME_MAX),
        }
    }

    /// What the list shows of it beside its name.
    pub const fn shown(self) -> &'static [Field] {
        match self {
            Self::Staff => &[Field::Username, Field::Department, Field::Roles, Field::WithoutFactor],
            Self::Department => &[Field::Region, Field::LeaderSigns],
            Self::DutyRule => &[Field::Department, Field::Region, Field::Basis],
            Self::Service => &[Field::Code, Field::Category],
            Self::Template => &[Field::Service],
            Self::PageText => &[Field::Lang, Field::InUse],
        }
    }

    /// What is written down once it is added, changed or ended.
    pub const fn kind(self, new: bool, ended: bool) -> OfficeKind {
        match (self, new, ended) {
            (Self::Staff, true, _) => OfficeKind::StaffAdded,
            (Self::Staff, _, true) => OfficeKind::StaffEnded,
            (Self::Staff, ..) => OfficeKind::StaffChanged,
            (Self::Department, true, _) => OfficeKind::DepartmentAdded,
            (Self::Department, _, true) => OfficeKind::DepartmentEnded,
            (Self::Department, ..) => OfficeKind::DepartmentChanged,
            (Self::DutyRule, true, _) => OfficeKind::DutyRuleMade,
            (Self::DutyRule, ..) => OfficeKind::DutyRuleEnded,
            (Self::Service, true, _) => OfficeKind::ServiceAdded,
            (Self::Service, _, true) => OfficeKind::ServiceEnded,
            (Self::Service, ..) => OfficeKind::ServiceChanged,
            (Self::Template, true, _) => OfficeKind::TemplateAdded,
            (Self::Template, _, true) => OfficeKind::TemplateEnded,
            (Self::Template, ..) => OfficeKind::TemplateChanged,
            (Self::PageText, ..) => OfficeKind::PageTextChanged,
        }
    }

    /// Takes what was typed into a sheet: what its form does not ask stays as it is.
    pub fn fill(self, before: &Sheet, typed: &Values) -> Values {
        let mut after = before.values.clone();
        for field in self.fields(before.key.is_empty()) {
            let text = tidy(typed.get(field).map_or("", String::as_str));
            let text = match self.shape(*field) {
                Shape::Lines(_) => text,
                _ => text.replace(['\n', '\t'], " "),
            };
            after.insert(*field, text);
        }
        after
    }

    /// The first field that cannot be kept as it is.
    pub fn wrong(self, new: bool, values: &Values, options: &[Options]) -> Option<Field> {
        let wrong = |field: &&Field| {
            let text = values.get(*field).map_or("", String::as_str);
            let known = |key: &str| {
                let mut of = options.iter().filter(|options| options.field == **field);
                of.any(|options| options.choices.iter().any(|(choice, _)| choice == key))
            };
            match self.shape(**field) {
                Shape::Line(most) | Shape::Lines(most) => !(1..=most).contains(&text.chars().count()),
                Shape::Choice => !known(text),
                Shape::MayChoose => !text.is_empty() && !known(text),
                Shape::Several => text.is_empty() || !text.split(' ').all(known),
                Shape::YesNo => !matches!(text, "yes" | "no"),
            }
        };
        let of = |field| values.get(&field).map_or("", String::as_str);
        // a rule is about a service or about a category
        let about = self == Self::DutyRule && new && of(Field::Service).is_empty() == of(Field::Category).is_empty();
        let code = self == Self::Service && new && of(Field::Code).parse::<ServiceCode>().is_err();
        let username = self == Self::Staff && new && !is_username(of(Field::Username));
        let of_its_own =
            [about.then_some(Field::Service), code.then_some(Field::Code), username.then_some(Field::Username)];
        self.fields(new).iter().find(wrong).copied().or_else(|| of_its_own.into_iter().flatten().next())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::office::{FieldChange, changes};

    fn options() -> Vec<Options> {
        let choices = [("a", "registry"), ("b", "tax")].map(|(key, name)| (key.to_owned(), name.to_owned()));
        let roles = ["officer", "leader"].map(|role| (role.to_owned(), role.to_owned()));
        vec![
            Options { field: Field::Department, choices: choices.into() },
            Options { field: Field::Roles, choices: roles.into() },
        ]
    }

    fn values(name: &str, department: &str, roles: &str) -> Values {
        let values = [(Field::Name, name), (Field::Department, department), (Field::Roles, roles)];
        values.map(|(field, text)| (field, text.to_owned())).into()
    }

    #[test]
    fn what_changes_is_told_in_the_words_of_people_and_nothing_else() {
        let before = Sheet { key: "1".into(), values: values("Li", "a", "officer"), ..Sheet::default() };
        let after = Thing::Staff.fill(&before, &values(" Li ", "b", "officer leader"));
        assert_eq!(
            changes(&before.values, &after, &options()),
            [
                FieldChange::new(Field::Roles, "officer", "officer leader"),
                FieldChange::new(Field::Department, "registry", "tax"),
            ]
        );
        assert!(changes(&before.values, &before.values, &options()).is_empty());
    }

    #[test]
    fn what_is_missing_unknown_or_too_long_is_named() {
        let wrong = |values: Values| Thing::Staff.wrong(false, &values, &options());
        assert_eq!(wrong(values("Li", "a", "officer")), None);
        assert_eq!(wrong(values("", "a", "officer")), Some(Field::Name));
        assert_eq!(wrong(values(&"x".repeat(NAME_MAX + 1), "a", "officer")), Some(Field::Name));
        assert_eq!(wrong(values("Li", "c", "officer")), Some(Field::Department));
        assert_eq!(wrong(values("Li", "a", "")), Some(Field::Roles));
        assert_eq!(wrong(values("Li", "a", "officer king")), Some(Field::Roles));
    }

    #[test]
    fn what_a_sheet_takes_a_list_takes_too() {
        let new = |username: &str| {
            let mut values = values("Li", "a", "officer");
            values.insert(Field::Username, username.to_owned());
            Thing::Staff.wrong(true, &values, &options())
        };
        assert_eq!(new("li.na-2"), None);
        for wrong in ["li na", "=cmd", "x", &"x".repeat(33)] {
            assert_eq!(new(wrong), Some(Field::Username), "{wrong}");
        }
    }
}
