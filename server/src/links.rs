//! Links that people keep: to a case with its number and code, and to an unfinished report; and the square that holds the first.

use crate::{
    chance,
    often::address,
    router::Doors,
    sorry::{bare, failed},
};
use app::{
    denied::Denied,
    desk::{Tried, Wait, browser_cookie, browser_token, session_token, track_cookie},
    routes,
    sorry::Sorry,
};
use axum::{
    Router,
    extract::{Path, Request, State},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse as _, Redirect, Response},
    routing::get,
};
use clearway::{
    identifiers::{case_number::CaseNumber, query_code::QueryCode},
    store::{DraftLink, Error, Fault, Receipt, Token},
};
use image::{GrayImage, ImageFormat, Luma};
use qrcode::{Color, EcLevel, QrCode, types::QrError};
use std::io::Cursor;

/// White around the square, in modules, as the standard asks.
const QUIET: u32 = 4;
/// Fewest pixels of a side: a telephone reads it from paper and from a screen.
const LEAST: u32 = 360;

/// All of them.
pub fn all() -> Router<Doors> {
    Router::new()
        .route(routes::FACTOR_QR, get(factor))
        .route("/t/{number}/{code}", get(open_case))
        .route("/r/{link}", get(resume))
        .route("/report/done/{number}/qr.png", get(square))
        .route("/s/new/done/{number}/qr.png", get(taken))
}

/// Opens a case and goes to its page, whose address holds no code.
async fn open_case(
    State(doors): State<Doors>,
    Path((number, code)): Path<(String, String)>,
    request: Request,
) -> Response {
    let Ok(number) = CaseNumber::parse(&number) else {
        return unseen(Redirect::to(&format!("{}?e=1", routes::TRACK)).into_response());
    };
    let again = |mark: &str| Redirect::to(&format!("{}&e={mark}", routes::look_up(number.as_str()))).into_response();
    let Ok(code) = QueryCode::parse(&code) else { return unseen(again("1")) };
    let office = &doors.office;
    let response = match office.try_code(address(&request), &number, &code, office.clock.now()).await {
        Ok(Tried::Opened(pass)) => {
            let page = Redirect::to(&routes::tracked(number.as_str())).into_response();
            with_cookie(page, track_cookie(office, &pass))
        }
        Ok(Tried::Wrong) => again("1"),
        Ok(Tried::TooOften(Wait(minutes))) => again(&format!("wait&min={minutes}")),
        Err(fault) => broken(&fault),
    };
    unseen(response)
}

/// Opens an unfinished report on this device too, where it goes on.
async fn resume(State(doors): State<Doors>, Path(link): Path<String>, asked: HeaderMap) -> Response {
    let known = browser_token(&asked, doors.office.secure);
    let browser = known.clone().unwrap_or_else(chance::token);
    let cookie = if known.is_none() { browser_cookie(&doors.office, &browser) } else { None };
    let response = match find(&doors, &link, browser).await {
        Ok(page) => with_cookie(Redirect::to(&page).into_response(), cookie),
        // who the fault met stands in the log already
        Err(Denied::Away(_)) => bare(Sorry::Away),
        Err(_) => bare(Sorry::Fault),
    };
    unseen(response)
}

async fn find(doors: &Doors, link: &str, browser: Token) -> Result<String, Denied> {
    let Ok(link) = link.parse::<DraftLink>() else { return Ok(routes::LOST.to_owned()) };
    match doors.office.store.resume_draft(&link, &browser, doors.office.clock.now()).await? {
        Some(draft) => Ok(doors.office.counter_of(browser).holder(&draft.to_string()).await?.goes_on()),
        None => Ok(routes::LOST.to_owned()),
    }
}

/// The link to a case as a square, for the browser that still holds its receipt.
async fn square(State(doors): State<Doors>, Path(number): Path<String>, asked: HeaderMap) -> Response {
    let browser = browser_token(&asked, doors.office.secure);
    let Some((browser, number)) = browser.zip(CaseNumber::parse(&number).ok()) else {
        return bare(Sorry::Missing);
    };
    let receipt = doors.office.store.read_receipt(&browser, &number, doors.office.clock.now()).await;
    drawn_for(&doors, receipt)
}

/// The same for whoever wrote the report down at work, as long as they can read the code out.
async fn taken(State(doors): State<Doors>, Path(number): Path<String>, asked: HeaderMap) -> Response {
    let (store, now) = (&doors.office.store, doors.office.clock.now());
    let session = session_token(&asked, doors.office.secure);
    let Some((session, number)) = session.zip(CaseNumber::parse(&number).ok()) else {
        return bare(Sorry::Missing);
    };
    let receipt = async {
        let staff = store.use_session(&session, now).await?;
        Ok(store.read_taken(&staff, &number, now).await?.map(|taken| taken.receipt))
    };
    drawn_for(&doors, receipt.await)
}

fn drawn_for(doors: &Doors, receipt: Result<Option<Receipt>, Error>) -> Response {
    match receipt {
        Ok(Some(Receipt { number, code, .. })) => {
            let link = format!("{}/t/{}/{}", doors.office.public_url, number.as_str(), code.as_str());
            drawn(&link)
        }
        Ok(None) | Err(Error::Refused(_)) => bare(Sorry::Missing),
        Err(Error::Fault(fault)) => broken(&fault),
    }
}

/// The secret of a second factor as a square, for whoever gave the right password and sets it up.
async fn factor(State(doors): State<Doors>, asked: HeaderMap) -> Response {
    let office = &doors.office;
    let Some(token) = session_token(&asked, office.secure) else { return bare(Sorry::Missing) };
    let secret = async {
        let (staff, _) = office.store.read_proof(&token, office.clock.now()).await?;
        office.store.read_factor_secret(staff.id, &staff.name, &office.issuer()).await
    };
    match secret.await {
        Ok(secret) => drawn(&secret.address),
        Err(Error::Refused(_)) => bare(Sorry::Missing),
        Err(Error::Fault(fault)) => broken(&fault),
    }
}

fn drawn(text: &str) -> Response {
    match draw(text) {
        Ok(png) => ([(header::CONTENT_TYPE, "image/png")], png).into_response(),
        Err(error) => {
            tracing::error!(%error, "a square could not be drawn");
            bare(Sorry::Fault)
        }
    }
}

/// A PNG, black on white.
fn draw(text: &str) -> Result<Vec<u8>, QrError> {
    let square = QrCode::with_error_correction_level(text, EcLevel::M)?;
    let width = u32::try_from(square.width()).map_err(|_| QrError::DataTooLong)?;
    let whole = width + 2 * QUIET;
    let module = LEAST.div_ceil(whole);
    let picture = GrayImage::from_fn(whole * module, whole * module, |x, y| {
        let at = |pixel: u32| (pixel / module).checked_sub(QUIET).filter(|place| *place < width);
        let dark = at(x).zip(at(y)).is_some_and(|(x, y)| square[(x as usize, y as usize)] == Color::Dark);
        Luma([if dark { 0 } else { 255 }])
    });
    let mut png = Cursor::new(Vec::new());
    picture.write_to(&mut png, ImageFormat::Png).map_err(|_| QrError::DataTooLong)?;
    Ok(png.into_inner())
}

fn with_cookie(mut response: Response, cookie: Option<HeaderValue>) -> Response {
    if let Some(cookie) = cookie {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// The next page does not learn the address it came from: that is the secret.
fn unseen(mut response: Response) -> Response {
    response.headers_mut().insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

fn broken(fault: &Fault) -> Response {
    tracing::error!(%fault, "a link could not be followed");
    failed(fault)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_square_is_large_and_has_white_around_it() {
        let png = draw("https://service.example.gov.cn/t/990101261122000123H/K7QM2F9DX4").unwrap();
        let picture = image::load_from_memory(&png).unwrap().into_luma8();
        assert!(picture.width() >= LEAST && picture.width() == picture.height());
        let dark = |x: u32, y: u32| picture.get_pixel(x, y).0 == [0];
        let corner = (0..picture.width()).find(|at| dark(*at, *at)).unwrap();
        // the mark in the corner is seven squares wide
        let mark = (corner..).take_while(|x| dark(*x, corner)).count();
        assert_eq!(corner as usize * 7, mark * QUIET as usize);
        assert!((0..picture.width()).all(|x| (0..corner).all(|y| !dark(x, y))));
    }
}
