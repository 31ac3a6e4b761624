//! `/help`, `/privacy`, `/accessibility`, `/contact`: pages to read. What they say is written on the server, so that the
//! browser's half carries none of it.

#[cfg(feature = "ssr")]
mod texts;

use crate::{
    denied::Denied,
    read::read,
    ui::{heading::Heading, plain, trouble::Trouble},
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use serde::{Deserialize, Serialize};

/// A page to read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// What it is about.
    pub title: String,
    /// What it says first.
    pub lead: String,
    /// Everything else, in order.
    pub blocks: Vec<Block>,
}

/// A piece of it, and its texts: one shape for all, so that the browser learns to read one only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block(pub Shape, pub Vec<String>);

/// How a piece looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shape {
    /// A heading.
    Title,
    /// Paragraphs.
    Text,
    /// Points.
    List,
    /// Four texts each: a name, where it leads and the words of the way (or nothing), what is to be said.
    Pairs,
}

/// Reads a page by its path, in the language of whoever asks.
///
/// # Errors
/// When there is none.
#[server(endpoint = "article/read")]
pub async fn read_article(path: String) -> Result<Article, Denied> {
    let lang = crate::desk::frame().prefs.lang;
    let shipped = texts::article(lang, &path).ok_or(clearway::refusal::Refusal::NotFound)?;
    let own = crate::desk::counter()?.store.page_text(path.trim_start_matches('/'), lang.as_str()).await?;
    Ok(own.map_or(shipped.clone(), |own| texts::in_own_words(shipped.title, &own)))
}

/// The page.
#[component]
pub fn ArticlePage() -> impl IntoView {
    let path = use_location().pathname;
    let article = read(move || path.get(), read_article);
    view! {
        <Transition>
            {move || article.get().map(|article| match article {
                Ok(article) => show(article).into_any(),
                Err(denied) => view! { <Trouble denied/> }.into_any(),
            })}
        </Transition>
    }
}

fn show(article: Article) -> impl IntoView {
    let Article { title, lead, blocks } = article;
    view! {
        <article class="article">
            <Heading text=title/>
            {plain::text("lead", lead)}
            {blocks.into_iter().map(block).collect::<Vec<_>>()}
        </article>
    }
}

fn block(Block(shape, texts): Block) -> AnyView {
    let point = |text| plain::item("", vec![plain::span("", text)]);
    match shape {
        Shape::Title => plain::heading("article__title", texts.concat()),
        Shape::Text => texts.into_iter().map(|text| plain::text("", text)).collect::<Vec<_>>().into_any(),
        Shape::List => plain::list("article__list", texts.into_iter().map(point).collect()),
        Shape::Pairs => plain::facts(texts.chunks(4).map(pair).collect()),
    }
}

fn pair(texts: &[String]) -> (String, AnyView) {
    let [name, href, words, text] = texts else { return (String::new(), ().into_any()) };
    let mut parts = vec![plain::span("", text.as_str())];
    if !href.is_empty() {
        parts.insert(0, plain::link("article__link", href.clone(), words.as_str()));
    }
    (name.clone(), parts.into_any())
}
