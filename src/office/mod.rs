//! The office itself: what an admin sets up, and every change of it.

mod event;
mod page_text;
mod sheet;

pub use event::{Field, FieldChange, OfficeEntry, OfficeEvent, OfficeKind};
pub use page_text::{PAGES, Piece, pieces};
pub use sheet::{
    Gap, Options, Shape, Sheet, SheetForm, SheetOrder, SheetPage, Sheets, ShownYear, Thing, Values, Warning, Weighed,
    changes,
};
