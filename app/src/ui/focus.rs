//! Where the focus goes when something new stands on the page, as it would after loading a page.

use leptos::{html::ElementType, prelude::*, reactive::owner::Owner, wasm_bindgen::JsCast, web_sys::HtmlElement};

/// Focuses the element once it is there; not on a page that came from the server, where the browser has decided already.
pub fn arrive<E>(node: NodeRef<E>)
where
    E: ElementType + 'static,
    E::Output: AsRef<HtmlElement> + Clone + JsCast + 'static,
{
    if is_hydrating() {
        return;
    }
    Effect::new(move |_| {
        if let Some(element) = node.get() {
            focus(element.as_ref());
        }
    });
}

/// Focuses the element with this id once what it stands in is there; by `autofocus` nothing would happen on a page that the
/// app puts together.
pub fn arrive_in<E>(around: NodeRef<E>, id: &'static str)
where
    E: ElementType + 'static,
    E::Output: AsRef<HtmlElement> + Clone + JsCast + 'static,
{
    Effect::new(move |_| {
        if around.get().is_some() {
            arrive_at(id);
        }
    });
}

/// Focuses the element with this id.
pub fn arrive_at(id: &str) {
    if let Some(Ok(element)) = document().get_element_by_id(id).map(JsCast::dyn_into::<HtmlElement>) {
        focus(&element);
    }
}

/// An element that has left the page meanwhile cannot be focused, and need not be.
fn focus(element: &HtmlElement) {
    drop(element.focus());
}

/// Whether the page that the server sent is just being taken over.
pub fn is_hydrating() -> bool {
    Owner::current_shared_context().is_some_and(|context| context.during_hydration())
}
