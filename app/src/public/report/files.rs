//! Pictures and documents: handed in by a plain form, since only that carries files without script.

use crate::{
    lang::{Lang, t},
    public::report::{answer::RemoveFile, page::StepPage},
    routes,
    ui::{
        choices,
        field::{Errors, Told, described_by},
        file_list::FileList,
        heading::Heading,
    },
};
use clearway::evidence::{FILES_MAX, FileHead, FileProblem};
use leptos::{form::ActionForm, prelude::*};

/// Telephones send JPEG when this is asked for, whatever they keep.
const ACCEPT: &str = "image/jpeg,image/png,image/webp,application/pdf";

/// What was wrong with the files handed in last.
pub fn errors(lang: Lang, page: &StepPage) -> Errors {
    let words = |file: &FileProblem| ("files", choices::file_fault(lang, &file.name, file.why));
    Errors::new(page.with.uploads.iter().map(words).collect())
}

/// The question, what was handed in, and the way to hand in more.
pub fn files(lang: Lang, page: &StepPage, change: bool, errors: &Errors, remove: ServerAction<RemoveFile>) -> AnyView {
    let (draft, files) = (page.draft, page.with.files.clone());
    let room = files.len() < FILES_MAX;
    let delete = move |file: &FileHead| {
        let (id, name) = (file.id.to_string(), file.name.clone());
        view! {
            <ActionForm action=remove attr:class="file__act">
                <input type="hidden" name="draft" value=draft.to_string()/>
                {change.then(|| view! { <input type="hidden" name="change" value="1"/> })}
                <button class="button button--quiet" name="file" value=id>
                    {t::file_delete(lang)}<span class="unseen">{name}</span>
                </button>
            </ActionForm>
        }
        .into_any()
    };
    let folder = routes::draft_files(draft);
    let list = (!files.is_empty()).then(|| {
        view! {
            <h2 class="form__title">{t::files_given(lang)}</h2>
            <FileList files folder=folder.clone() act=Box::new(delete)/>
        }
    });
    let full = (!room).then(|| view! { <p class="form__note">{t::files_full(lang, FILES_MAX)}</p> });
    view! {
        <Heading text=t::files_title(lang) wrong=errors.any()/>
        {list}
        {room.then(|| upload(lang, folder, change, errors))}
        {full}
    }
    .into_any()
}

fn upload(lang: Lang, action: String, change: bool, errors: &Errors) -> impl IntoView + use<> {
    let told: Vec<_> =
        errors.all().into_iter().map(|(_, words)| view! { <Told name="files" hint=None error=Some(words)/> }).collect();
    let wrong = errors.any();
    let described = described_by("files", true, wrong);
    let class = if wrong { "field field--wrong" } else { "field" };
    view! {
        <form class="upload" method="post" enctype="multipart/form-data" action=action>
            {change.then(|| view! { <input type="hidden" name="change" value="1"/> })}
            <div class=class>
                <label class="field__label" for="files">{t::files_label(lang)}</label>
                <p class="field__hint" id="files-hint">{t::files_hint(lang, FILES_MAX)}</p>
                {told}
                <input class="input input--file" type="file" id="files" name="files" multiple=true accept=ACCEPT
                    aria-invalid=wrong.then_some("true") aria-describedby=described/>
            </div>
            <button class="button button--quiet">{t::files_send(lang)}</button>
        </form>
    }
}
