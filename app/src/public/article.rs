//! `/help`, `/privacy`, `/accessibility`, `/contact`: pages to read. What they say is written on the server, so that the
//! browser's half carries none of it.

#[cfg(feature = "ssr")]
mod texts;

use crate::{
    denied::Denied,
    ui::{heading::Heading, trouble::Trouble},
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

/// A piece of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    /// A heading.
    Title(String),
    /// A paragraph.
    Text(String),
    /// Points.
    List(Vec<String>),
    /// Names, where they lead, and what is to be said of them.
    Pairs(Vec<Pair>),
}

/// A name and what is to be said of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// The name.
    pub name: String,
    /// Where it leads, and the words of the way.
    pub link: Option<(String, String)>,
    /// What is to be said.
    pub text: String,
}

/// Reads a page by its path, in the language of whoever asks.
///
/// # Errors
/// When there is none.
#[server(endpoint = "article/read")]
pub async fn read_article(path: String) -> Result<Article, Denied> {
    texts::article(crate::desk::frame().prefs.lang, &path).ok_or(clearway::refusal::Refusal::NotFound.into())
}

/// The page.
#[component]
pub fn ArticlePage() -> impl IntoView {
    let path = use_location().pathname;
    let article = Resource::new(move || path.get(), read_article);
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
            <p class="lead">{lead}</p>
            {blocks.into_iter().map(block).collect_view()}
        </article>
    }
}

fn block(block: Block) -> AnyView {
    match block {
        Block::Title(text) => view! { <h2 class="article__title">{text}</h2> }.into_any(),
        Block::Text(text) => view! { <p>{text}</p> }.into_any(),
        Block::List(points) => {
            let point = |text| view! { <li>{text}</li> };
            view! { <ul class="article__list">{points.into_iter().map(point).collect_view()}</ul> }.into_any()
        }
        Block::Pairs(pairs) => view! { <dl class="facts">{pairs.into_iter().map(pair).collect_view()}</dl> }.into_any(),
    }
}

fn pair(pair: Pair) -> impl IntoView {
    let Pair { name, link, text } = pair;
    let link = link.map(|(href, words)| view! { <a class="article__link" href=href>{words}</a> });
    view! {
        <div class="facts__row">
            <dt class="facts__name">{name}</dt>
            <dd class="facts__value">{link}{text}</dd>
        </div>
    }
}
