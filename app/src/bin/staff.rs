//! What the browser of somebody at work loads.

fn main() {
    app::hydrate(app::routes::StaffPages);
}
