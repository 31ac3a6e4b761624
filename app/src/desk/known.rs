//! What the answers of a report are held against: this installation, and what is found for what was typed.

use crate::denied::Denied;
use clearway::{
    calendar::office_day,
    publication::Similar,
    report::{ReportForm, form::Known, tidy},
    store::Store,
};
use jiff::Timestamp;

/// The places, the service and the published cases that belong to a form as it stands.
pub(super) async fn known(store: &Store, form: &ReportForm, now: Timestamp) -> Result<(Known, Vec<Similar>), Denied> {
    let counties = store.counties().await?;
    let chosen = counties.iter().find(|county| counties.len() == 1 || county.code.as_str() == form.county);
    let county = chosen.map(|county| county.code.clone());
    let townships = match &county {
        Some(county) => store.townships(county).await?,
        None => Vec::new(),
    };
    let service = store.service(&form.service).await?;
    let what = tidy(&form.what);
    let similar = match &county {
        Some(county) if !what.is_empty() => {
            store.similar(county, service.as_ref().map(|service| &service.code), &what, now).await?
        }
        _ => Vec::new(),
    };
    let services = store.has_services().await?;
    let numbers = similar.iter().map(|similar| similar.number.clone()).collect();
    let today = office_day(now);
    Ok((Known { counties, townships, services, service, similar: numbers, today }, similar))
}

/// Whether two forms are held against the same: what was read for one holds for the other.
pub(super) fn same_known(one: &ReportForm, other: &ReportForm) -> bool {
    let told = |form: &ReportForm| (form.county.clone(), form.service.clone(), form.what.clone());
    told(one) == told(other)
}
