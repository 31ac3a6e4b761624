//! The office itself: how it is set up, what it says about itself, and every change of it.

pub mod csv;
mod event;
mod facts;
pub mod lists;
mod names;
mod page_text;
mod setup;
mod sheet;
mod thing;

pub use event::{Field, FieldChange, OfficeEntry, OfficeEvent, OfficeKind};
pub use facts::{Fact, FactProblem, HOTLINE, LINE_MAX, OfficeFacts, WINDOWS_MAX};
pub use names::{BASIS_MAX, CATEGORY_MAX, NAME_MAX, PUBLIC_NAME_MAX, is_username};
pub use page_text::{PAGES, Piece, pieces};
pub use setup::{RegionFound, SetupNow, SetupStep};
pub use sheet::{
    Gap, Options, Sheet, SheetForm, SheetOrder, SheetPage, Sheets, ShownYear, Values, Warning, Weighed, changes,
};
pub use thing::{Shape, Thing};
