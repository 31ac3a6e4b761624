//! The fields of a sheet, each as it is filled.

use crate::{
    admin::words,
    lang::{Lang, t},
    ui::words::role,
};
use clearway::{
    office::{Field, Options, Shape, Sheet, Thing},
    staff::Role,
};
use leptos::prelude::*;

/// A field with its label and what stands in it.
pub fn field(lang: Lang, thing: Thing, field: Field, sheet: &Sheet, options: &[Options]) -> AnyView {
    let value = sheet.values.get(&field).cloned().unwrap_or_default();
    let choices = options.iter().find(|of| of.field == field).map(|of| of.choices.clone()).unwrap_or_default();
    let yes_or_no = [("yes", t::admin_yes(lang)), ("no", t::admin_no(lang))];
    match thing.shape(field) {
        Shape::Line(most) => framed(lang, thing, field, line(field, value, most)),
        Shape::Lines(most) => framed(lang, thing, field, lines(field, value, most)),
        Shape::Choice | Shape::MayChoose => framed(lang, thing, field, select(lang, field, &value, choices)),
        Shape::YesNo => {
            let choices = yes_or_no.map(|(word, text)| (word.to_owned(), text.to_owned())).into();
            framed(lang, thing, field, select(lang, field, &value, choices))
        }
        Shape::Several => several(lang, field, &value),
    }
}

fn id(field: Field) -> String {
    format!("sheet-{}", field.as_str())
}

fn name(field: Field) -> String {
    format!("sheet[{}]", field.as_str())
}

fn framed(lang: Lang, thing: Thing, field: Field, control: AnyView) -> AnyView {
    let hint = words::hint(lang, thing, field).map(|hint| {
        view! { <p class="field__hint" id=format!("{}-hint", id(field))>{hint}</p> }
    });
    view! {
        <div class="field">
            <label class="field__label" for=id(field)>{words::field(lang, field)}</label>
            {hint}
            {control}
        </div>
    }
    .into_any()
}

fn line(field: Field, value: String, most: usize) -> AnyView {
    view! { <input class="input" id=id(field) name=name(field) type="text" value=value maxlength=most autocomplete="off"/> }
        .into_any()
}

fn lines(field: Field, value: String, most: usize) -> AnyView {
    view! { <textarea class="input input--text" id=id(field) name=name(field) rows="10" maxlength=most>{value}</textarea> }
        .into_any()
}

fn select(lang: Lang, field: Field, value: &str, choices: Vec<(String, String)>) -> AnyView {
    let option = |(key, text): (String, String)| {
        let selected = key == value;
        view! { <option value=key selected=selected>{text}</option> }
    };
    view! {
        <select class="input" id=id(field) name=name(field)>
            <option value="">{t::admin_choose(lang)}</option>
            {choices.into_iter().map(option).collect_view()}
        </select>
    }
    .into_any()
}

/// The roles: each with a box.
fn several(lang: Lang, field: Field, value: &str) -> AnyView {
    let boxed = |each: Role| {
        let (id, held) = (format!("role-{}", each.as_str()), value.split(' ').any(|word| word == each.as_str()));
        view! {
            <li class="admin-roles__item">
                <input type="checkbox" id=id.clone() name="roles[]" value=each.as_str() checked=held/>
                <label for=id>{role(lang, each)}</label>
            </li>
        }
    };
    view! {
        <fieldset class="field">
            <legend class="field__label">{words::field(lang, field)}</legend>
            <ul class="admin-roles">{Role::ALL.map(boxed).collect_view()}</ul>
        </fieldset>
    }
    .into_any()
}
