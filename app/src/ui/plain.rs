//! Plain pieces of pages, each of one type however it is filled: what is built of them costs the browser's half nothing more.

use leptos::prelude::*;

/// A paragraph.
pub fn text(class: &'static str, text: impl Into<String>) -> AnyView {
    fn text_of(class: &'static str, text: String) -> AnyView {
        view! { <p class=class>{text}</p> }.into_any()
    }
    text_of(class, text.into())
}

/// A heading of the second rank, which names a section by its id.
pub fn title(id: &'static str, text: impl Into<String>) -> AnyView {
    fn title_of(id: &'static str, text: String) -> AnyView {
        view! { <h2 class="section__title" id=id>{text}</h2> }.into_any()
    }
    title_of(id, text.into())
}

/// A heading of the second rank that names nothing.
pub fn heading(class: &'static str, text: String) -> AnyView {
    view! { <h2 class=class>{text}</h2> }.into_any()
}

/// A heading of the third rank.
pub fn subtitle(class: &'static str, text: impl Into<String>) -> AnyView {
    fn subtitle_of(class: &'static str, text: String) -> AnyView {
        view! { <h3 class=class>{text}</h3> }.into_any()
    }
    subtitle_of(class, text.into())
}

/// A way to another page.
pub fn link(class: &'static str, href: String, text: impl Into<String>) -> AnyView {
    fn link_of(class: &'static str, href: String, text: String) -> AnyView {
        view! { <a class=class href=href>{text}</a> }.into_any()
    }
    link_of(class, href, text.into())
}

/// What changes by itself: nothing, or a piece.
pub fn live(content: impl Fn() -> Option<AnyView> + Send + 'static) -> AnyView {
    fn live_of(content: Box<dyn Fn() -> Option<AnyView> + Send>) -> AnyView {
        (move || content()).into_any()
    }
    live_of(Box::new(content))
}

/// Pieces that change by themselves.
pub fn live_list(content: impl Fn() -> Vec<AnyView> + Send + 'static) -> AnyView {
    fn live_list_of(content: Box<dyn Fn() -> Vec<AnyView> + Send>) -> AnyView {
        (move || content()).into_any()
    }
    live_list_of(Box::new(content))
}

/// Words that change by themselves.
pub fn live_text(content: impl Fn() -> String + Send + 'static) -> AnyView {
    fn live_text_of(content: Box<dyn Fn() -> String + Send>) -> AnyView {
        (move || content()).into_any()
    }
    live_text_of(Box::new(content))
}

/// Something to press.
pub fn button(class: &'static str, content: impl IntoAny, press: impl Fn() + 'static) -> AnyView {
    fn button_of(class: &'static str, content: AnyView, press: Box<dyn Fn()>) -> AnyView {
        view! { <button class=class type="button" on:click=move |_| press()>{content}</button> }.into_any()
    }
    button_of(class, content.into_any(), Box::new(press))
}

/// A piece of a line.
pub fn span(class: &'static str, text: impl Into<String>) -> AnyView {
    fn span_of(class: &'static str, text: String) -> AnyView {
        view! { <span class=class>{text}</span> }.into_any()
    }
    span_of(class, text.into())
}

/// A paragraph of several pieces.
pub fn line(class: &'static str, parts: Vec<AnyView>) -> AnyView {
    view! { <p class=class>{parts}</p> }.into_any()
}

/// Pieces that stand together.
pub fn group(class: &'static str, parts: Vec<AnyView>) -> AnyView {
    view! { <div class=class>{parts}</div> }.into_any()
}

/// A part of a page, named by the heading with this id.
pub fn section(class: &'static str, title: &'static str, parts: Vec<AnyView>) -> AnyView {
    view! { <section class=class aria-labelledby=title>{parts}</section> }.into_any()
}

/// Points in no order.
pub fn list(class: &'static str, items: Vec<AnyView>) -> AnyView {
    view! { <ul class=class>{items}</ul> }.into_any()
}

/// Points in their order.
pub fn ordered(class: &'static str, items: Vec<AnyView>) -> AnyView {
    view! { <ol class=class>{items}</ol> }.into_any()
}

/// A point.
pub fn item(class: &'static str, parts: Vec<AnyView>) -> AnyView {
    view! { <li class=class>{parts}</li> }.into_any()
}

/// What is read only by whoever asks for it.
pub fn details(summary: &'static str, parts: Vec<AnyView>) -> AnyView {
    view! { <details class="why"><summary class="why__summary">{summary}</summary>{parts}</details> }.into_any()
}

/// Names with what is to be said of each.
pub fn facts(pairs: Vec<(String, AnyView)>) -> AnyView {
    fn pair((name, value): (String, AnyView)) -> AnyView {
        view! {
            <div class="facts__row">
                <dt class="facts__name">{name}</dt>
                <dd class="facts__value">{value}</dd>
            </div>
        }
        .into_any()
    }
    view! { <dl class="facts">{pairs.into_iter().map(pair).collect::<Vec<_>>()}</dl> }.into_any()
}
