//! What the browser of a citizen loads.

fn main() {
    app::hydrate(app::routes::PublicPages);
}
