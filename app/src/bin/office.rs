//! What the browser of somebody at work loads beside the desk: accounts, intake, administration.

fn main() {
    app::hydrate(app::routes::OfficePages);
}
