//! What the browser of somebody at work loads: lists and cases.

fn main() {
    app::hydrate(app::routes::StaffPages);
}
