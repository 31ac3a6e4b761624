//! What the pages of the report ask the server: each answer is kept as it was typed, right or wrong, before it leads on.

use crate::{denied::Denied, public::report::page::Reading, typed::Typed};
#[cfg(feature = "ssr")]
use crate::{
    desk::{self, counter, drafting::SentFrom},
    routes,
};
use leptos::prelude::*;

/// Keeps the answers of one page and leads to the next one, or back to it with what is wrong.
///
/// # Errors
/// A fault, never what a person typed.
#[server(endpoint = "report/answer")]
pub async fn answer(
    #[server(default)] draft: String,
    #[server(default)] step: String,
    #[server(default)] change: String,
    #[server(default)] mark: String,
    #[server(default)] act: String,
    #[server(flatten)] form: Typed,
) -> Result<(), Denied> {
    desk::if_it_fails(&routes::step_failed(&draft, &step));
    let holder = counter()?.holder(&draft).await?;
    let from = SentFrom::new(&step, &change, &mark);
    desk::go(&holder.answers(from, &act, form.form()).await?)
}

/// Reads a page. The mark of its address asks for what is wrong with it, or says that keeping it broke.
///
/// # Errors
/// A fault.
#[server(endpoint = "report/read_step")]
pub async fn read_step(draft: String, step: String, change: String, mark: String) -> Result<Reading, Denied> {
    counter()?.holder(&draft).await?.reads(SentFrom::new(&step, &change, &mark)).await
}

/// Masks one number of a person in what was told.
///
/// # Errors
/// A fault.
#[server(endpoint = "report/mask")]
pub async fn mask(
    #[server(default)] draft: String,
    #[server(default)] mark: String,
    #[server(default)] field: String,
    #[server(default)] from: usize,
) -> Result<(), Denied> {
    desk::go(&counter()?.holder(&draft).await?.masks(&mark, &field, from).await?)
}

/// Takes a file away again.
///
/// # Errors
/// A fault.
#[server(endpoint = "report/remove_file")]
pub async fn remove_file(
    #[server(default)] draft: String,
    #[server(default)] change: String,
    #[server(default)] mark: String,
    #[server(default)] file: String,
) -> Result<(), Denied> {
    desk::go(&counter()?.holder(&draft).await?.removes(SentFrom::new("files", &change, &mark), &file).await?)
}

/// Files the report when nothing is wrong with any page; the same draft files once.
///
/// # Errors
/// A fault, never what a person typed.
#[server(endpoint = "report/send")]
pub async fn send_report(
    #[server(default)] draft: String,
    #[server(default)] mark: String,
    #[server(default)] declared: String,
    #[server(default)] act: String,
) -> Result<(), Denied> {
    desk::if_it_fails(&routes::step_failed(&draft, "check"));
    desk::go(&counter()?.holder(&draft).await?.sends(&mark, declared, &act).await?)
}
