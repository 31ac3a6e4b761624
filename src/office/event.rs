//! Facts about the office: who changed what of the installation. Written once, never touched again, and without any case.

use crate::{
    refusal::Refusal,
    staff::{Role, Staff},
    word::choices,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

choices! {
    /// What happened, in the past tense.
    OfficeKind {
        /// A department was added.
        DepartmentAdded = "department_added",
        /// A department was changed.
        DepartmentChanged = "department_changed",
        /// A department answers no more.
        DepartmentEnded = "department_ended",
        /// Somebody began to work here.
        StaffAdded = "staff_added",
        /// Name, department or roles of somebody were changed.
        StaffChanged = "staff_changed",
        /// Somebody works here no more.
        StaffEnded = "staff_ended",
        /// A service was added to the list.
        ServiceAdded = "service_added",
        /// A service was changed.
        ServiceChanged = "service_changed",
        /// A service is no longer offered.
        ServiceEnded = "service_ended",
        /// A rule was made: a department answers for a service or a category.
        DutyRuleMade = "duty_rule_made",
        /// A rule holds no more.
        DutyRuleEnded = "duty_rule_ended",
        /// A calendar year was loaded.
        CalendarLoaded = "calendar_loaded",
        /// A template was added.
        TemplateAdded = "template_added",
        /// A template was changed.
        TemplateChanged = "template_changed",
        /// A template is offered no more.
        TemplateEnded = "template_ended",
        /// The office worded a public page, or went back to the shipped words.
        PageTextChanged = "page_text_changed",
        /// What the office says about itself was changed.
        FactsChanged = "facts_changed",
        /// A whole list was loaded from a file.
        ListApplied = "list_applied",
        /// Whether a leader signs was set on the machine itself.
        SignatureSet = "signature_set",
        /// A link for a new password was made.
        LinkMade = "link_made",
        /// Somebody was signed out everywhere.
        SignedOut = "signed_out",
        /// The installation was set up.
        SetUp = "set_up",
    }

    /// What of a thing was changed. The value of a field is a text, a word of a choice, or `yes` and `no`.
    Field {
        /// Its name.
        Name = "name",
        /// What somebody signs in with.
        Username = "username",
        /// Roles, as words with spaces between.
        Roles = "roles",
        /// The name of a department.
        Department = "department",
        /// The name of the office above.
        Parent = "parent",
        /// The name of a region.
        Region = "region",
        /// Whether the leader signs.
        LeaderSigns = "leader_signs",
        /// The code of a thing.
        Code = "code",
        /// The category of a service.
        Category = "category",
        /// The name of a service.
        Service = "service",
        /// The legal basis.
        Basis = "basis",
        /// Words.
        Body = "body",
        /// A language.
        Lang = "lang",
        /// A calendar year.
        Year = "year",
        /// Days of a year that changed.
        Days = "days",
        /// Open deadlines that moved.
        Deadlines = "deadlines",
        /// Whether it is in use.
        InUse = "in_use",
        /// Whether the second factor goes, too.
        WithoutFactor = "without_factor",
        /// How many lines of a list were added.
        Added = "added",
        /// How many lines of a list were changed.
        Changed = "changed",
        /// How many lines of a list were ended.
        Ended = "ended",
        /// The telephone number of the hotline.
        Hotline = "hotline",
        /// When somebody answers.
        Hours = "hours",
        /// Where the windows are.
        Windows = "windows",
        /// Who is responsible for the site.
        Organiser = "organiser",
        /// The record of the site with the ministry.
        IcpRecord = "icp_record",
        /// The record with the police.
        PoliceRecord = "police_record",
        /// The mark of government sites.
        SiteMark = "site_mark",
    }
}

/// One field before and after; empty where there was, or is, nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// Which.
    pub field: Field,
    /// What it was.
    pub before: String,
    /// What it is.
    pub after: String,
}

impl FieldChange {
    /// A field that changed.
    pub fn new(field: Field, before: impl Into<String>, after: impl Into<String>) -> Self {
        Self { field, before: before.into(), after: after.into() }
    }
}

/// Something that happened to the office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeEvent {
    /// What.
    pub kind: OfficeKind,
    /// To what or whom, as people call it.
    pub subject: String,
    /// Field by field.
    pub change: Vec<FieldChange>,
}

impl OfficeEvent {
    /// What happened to what, without a field.
    pub fn new(kind: OfficeKind, subject: impl Into<String>) -> Self {
        Self { kind, subject: subject.into(), change: Vec::new() }
    }

    /// With the fields that changed.
    #[must_use]
    pub fn with(self, change: Vec<FieldChange>) -> Self {
        Self { change, ..self }
    }
}

/// A line of the office's history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeEntry {
    /// When.
    pub at: Timestamp,
    /// By whom; nobody where it was done on the machine itself.
    pub who: Option<String>,
    /// What.
    pub event: OfficeEvent,
}

impl Staff {
    /// Whether they may set up the office: an admin, and nobody else.
    ///
    /// # Errors
    /// [`Refusal::NotYours`] for everybody else.
    pub fn may_set_up(&self) -> Result<(), Refusal> {
        if self.is(Role::Admin) { Ok(()) } else { Err(Refusal::NotYours) }
    }
}
