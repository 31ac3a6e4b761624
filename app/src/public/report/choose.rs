//! The questions with a few answers: what they want, what stood in the way, where they tried it, for whom they write.

use crate::{
    lang::{Lang, t},
    public::report::page::StepPage,
    ui::{
        choices,
        field::{Errors, TextField},
        heading::Heading,
        radios::{Choice, Radios},
    },
};
use clearway::report::{Identity, Kind, Obstacle, TriedAt, Visibility, Who};
use leptos::prelude::*;

/// What they want.
pub fn kind(lang: Lang, page: StepPage, errors: Errors) -> AnyView {
    let choice =
        |kind: Kind| Choice::with_hint(kind.as_str(), choices::kind(lang, kind), choices::kind_hint(lang, kind));
    alone("kind", t::kind_title(lang), Kind::OFFERED.map(choice).into(), page.form.kind, errors)
}

/// What stood in the way.
pub fn obstacle(lang: Lang, page: StepPage, errors: Errors) -> AnyView {
    let choice = |obstacle: Obstacle| Choice::new(obstacle.as_str(), choices::obstacle(lang, obstacle));
    alone("obstacle", t::obstacle_title(lang), Obstacle::ALL.map(choice).into(), page.form.obstacle, errors)
}

/// Where they tried it, and at which hall or site.
pub fn tried(lang: Lang, page: StepPage, errors: Errors) -> AnyView {
    let choice = |tried: TriedAt| Choice::new(tried.as_str(), choices::tried_at(lang, tried));
    let error = errors.of("site");
    view! {
        {alone("tried_at", t::tried_title(lang), TriedAt::ALL.map(choice).into(), page.form.tried_at, errors)}
        <TextField name="site" label=t::site(lang) hint=t::site_hint(lang) value=page.form.site error/>
    }
    .into_any()
}

/// For whom they write.
pub fn who(lang: Lang, page: StepPage, errors: Errors) -> AnyView {
    let choice = |who: Who| match who {
        Who::Anonymous => Choice::with_hint(who.as_str(), choices::who(lang, who), t::who_anonymous_hint(lang)),
        who => Choice::new(who.as_str(), choices::who(lang, who)),
    };
    alone("who", t::who_title(lang), Who::ALL.map(choice).into(), page.form.who, errors)
}

/// Who can read it, and who learns who wrote; nothing is taken for granted.
pub fn privacy(lang: Lang, page: StepPage, errors: Errors) -> AnyView {
    let form = page.form;
    let visibility = form.asks_visibility().then(|| {
        let choice = |visibility: Visibility| {
            let hint = match visibility {
                Visibility::Private => t::visibility_private_hint(lang),
                Visibility::Public => t::visibility_public_hint(lang),
            };
            Choice::with_hint(visibility.as_str(), choices::visibility(lang, visibility), hint)
        };
        let choices = Visibility::ALL.map(choice).into();
        view! { <Radios name="visibility" legend=t::visibility_legend(lang) choices chosen=form.visibility.clone() errors=errors.clone()/> }
    });
    let identity = form.asks_identity().then(|| {
        let choice = |identity: Identity, hint| Choice::with_hint(identity.as_str(), choices::identity(lang, identity), hint);
        let choices = vec![
            choice(Identity::Named, t::identity_named_hint(lang)),
            choice(Identity::Shielded, t::identity_shielded_hint(lang)),
        ];
        view! { <Radios name="identity" legend=t::identity_legend(lang) choices chosen=form.identity.clone() errors=errors.clone()/> }
    });
    view! { <Heading text=t::privacy_step_title(lang) wrong=errors.any()/>{visibility}{identity} }.into_any()
}

fn alone(name: &'static str, legend: &'static str, choices: Vec<Choice>, chosen: String, errors: Errors) -> AnyView {
    view! { <Radios name legend alone=true choices chosen errors/> }.into_any()
}
