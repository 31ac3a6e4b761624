//! Files by name and size: pictures can be seen, documents are handed out.

use crate::lang::{Lang, lang, t};
use clearway::evidence::FileHead;
use leptos::prelude::*;

/// What can be done with a file, beside it.
pub type FileAct = Box<dyn Fn(&FileHead) -> AnyView>;

/// The list.
#[component]
pub fn FileList(
    /// The files.
    files: Vec<FileHead>,
    /// The folder under which they are read.
    folder: String,
    /// What can be done with one, beside it.
    #[prop(optional)]
    act: Option<FileAct>,
) -> impl IntoView {
    let lang = lang();
    let row = move |file: FileHead| {
        let path = format!("{folder}/{}", file.id);
        let act = act.as_ref().map(|act| act(&file));
        let picture = file.media.is_picture().then(|| {
            view! { <img class="file__picture" src=path.clone() alt="" loading="lazy" width="64" height="64"/> }
        });
        view! {
            <li class="file">
                {picture}
                <div class="file__what">
                    <a class="file__name" href=path rel="external">{file.name.clone()}</a>
                    <span class="file__size">{size(lang, file.byte_count)}</span>
                </div>
                {act}
            </li>
        }
    };
    view! { <ul class="files">{files.into_iter().map(row).collect_view()}</ul> }
}

/// A size as people say it.
pub fn size(lang: Lang, bytes: u64) -> String {
    let kilobytes = bytes.div_ceil(1024).max(1);
    if kilobytes < 1024 {
        t::size_kb(lang, kilobytes)
    } else {
        t::size_mb(lang, format!("{}.{}", kilobytes / 1024, kilobytes % 1024 * 10 / 1024))
    }
}
