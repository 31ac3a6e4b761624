//! A list to choose a place from, in the order of its reading where it is long.

use crate::ui::field::{Errors, Field, described_by};
use clearway::region::Region;
use leptos::prelude::*;

/// How many options a person reads through without an order to help.
const FEW: usize = 20;

/// The list: what the whole page asks, or one question among others.
#[component]
pub fn RegionSelect(
    /// The field's one name.
    name: &'static str,
    /// What is asked.
    label: &'static str,
    /// What stands there until something is chosen.
    empty: &'static str,
    /// The answer of whoever does not know, if there is one: the word and what it says.
    #[prop(optional_no_strip)]
    unsure: Option<(&'static str, &'static str)>,
    /// The places.
    regions: Vec<Region>,
    /// The one that was chosen before.
    chosen: String,
    /// What is wrong with the page.
    errors: Errors,
    /// Whether it is one question of several.
    #[prop(optional)]
    among: bool,
) -> impl IntoView {
    let error = errors.of(name);
    let described = described_by(name, false, error.is_some());
    let wrong = error.is_some().then_some("true");
    let option = move |value: String, text: String| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{text}</option> }
    };
    let last = unsure.map(|(word, text)| option(word.into(), text.into()));
    view! {
        <Field name label alone=!among error>
            <select class="input" id=name name=name aria-invalid=wrong aria-describedby=described>
                <option value="">{empty}</option>
                {groups(regions).into_iter().map(|(letter, regions)| {
                    let options = regions.into_iter().map(|region| option(region.code.to_string(), region.name)).collect_view();
                    match letter {
                        Some(letter) => view! { <optgroup label=letter>{options}</optgroup> }.into_any(),
                        None => options.into_any(),
                    }
                }).collect_view()}
                {last}
            </select>
        </Field>
    }
}

/// The places under the first letter of their reading; a few stay in the order of their codes.
fn groups(mut regions: Vec<Region>) -> Vec<(Option<String>, Vec<Region>)> {
    if regions.len() <= FEW {
        return vec![(None, regions)];
    }
    regions.sort_by(|one, other| one.initials.cmp(&other.initials));
    let mut groups: Vec<(Option<String>, Vec<Region>)> = Vec::new();
    for region in regions {
        let letter = region.initials.get(..1).map(str::to_uppercase);
        match groups.last_mut() {
            Some((last, group)) if *last == letter => group.push(region),
            _ => groups.push((letter, vec![region])),
        }
    }
    groups
}
