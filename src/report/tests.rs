//! The rules of the report, page by page.

use super::*;
use crate::{
    region::{Level, Region},
    report::form::NONE,
    service::ServiceItem,
};
use jiff::civil::date;

fn region(code: &str, level: Level) -> Region {
    Region { code: code.parse().unwrap(), parent: None, level, name: code.into(), initials: "r".into() }
}

fn item() -> ServiceItem {
    ServiceItem { code: "demo-001".parse().unwrap(), name: "身份证换领".into(), category: "户籍".into() }
}

fn known() -> Known {
    Known {
        counties: vec![region("990101", Level::County), region("990102", Level::County)],
        townships: vec![region("990101001", Level::Township)],
        services: true,
        service: Some(item()),
        similar: Vec::new(),
        today: date(2026, 11, 23),
    }
}

fn good() -> ReportForm {
    ReportForm {
        county: "990101".into(),
        township: "990101001".into(),
        service: "demo-001".into(),
        kind: "help".into(),
        obstacle: "papers".into(),
        tried_at: "window".into(),
        site: "示例区政务服务中心".into(),
        what: "窗口三次要求提交同一份婚姻证明".into(),
        who: "person".into(),
        name: "王女士".into(),
        phone: "１３８ 0013 8000".into(),
        visibility: "private".into(),
        identity: "named".into(),
        declared: YES.into(),
        ..ReportForm::default()
    }
}

fn problems(form: &ReportForm) -> Vec<Problem> {
    form.parse(&known()).err().unwrap_or_default()
}

#[test]
fn a_good_form_becomes_a_report() {
    let report = good().parse(&known()).ok().unwrap();
    assert_eq!(report.region.as_str(), "990101001");
    assert_eq!(report.contact.unwrap().phone.as_str(), "13800138000");
    assert_eq!((report.kind, report.obstacle, report.danger), (Kind::Help, Some(Obstacle::Papers), false));
}

#[test]
fn an_empty_form_has_a_problem_on_every_page_that_must_be_answered() {
    let form = ReportForm { kind: "help".into(), ..ReportForm::default() };
    assert_eq!(
        problems(&form),
        [
            Problem::CountyEmpty,
            Problem::ServiceEmpty,
            Problem::ObstacleEmpty,
            Problem::TriedAtEmpty,
            Problem::WhatEmpty,
            Problem::WhoEmpty,
            Problem::NameEmpty,
            Problem::PhoneEmpty,
            Problem::VisibilityEmpty,
            Problem::IdentityEmpty,
            Problem::NotDeclared,
        ]
    );
}

#[test]
fn each_page_tells_its_own_problems_only() {
    let form = ReportForm { what: "短".into(), phone: "12".into(), wish: "愿".repeat(201), ..good() };
    assert_eq!(form.problems(Step::What, &known()), [Problem::WhatShort, Problem::WishLong(201)]);
    assert_eq!(form.problems(Step::Contact, &known()), [Problem::PhoneBad]);
    assert!(form.problems(Step::Kind, &known()).is_empty());
}

#[test]
fn not_knowing_is_an_answer() {
    let form = ReportForm { township: UNSURE.into(), service: UNSURE.into(), ..good() };
    let report = form.parse(&known()).ok().unwrap();
    assert_eq!((report.region.as_str(), report.service), ("990101", None));
}

#[test]
fn a_county_or_service_of_somewhere_else_is_none() {
    let form = ReportForm { county: "110101".into(), service: "x".into(), ..good() };
    assert_eq!(problems(&form), [Problem::CountyEmpty, Problem::ServiceEmpty]);
}

#[test]
fn whoever_praises_or_suggests_is_not_asked_what_stood_in_the_way() {
    let form = ReportForm { kind: "praise".into(), obstacle: String::new(), tried_at: String::new(), ..good() };
    let steps = form.steps(&known());
    assert!(!steps.contains(&Step::Obstacle) && !steps.contains(&Step::Tried));
    assert!(form.parse(&known()).ok().unwrap().tried_at.is_none());
    assert_eq!(problems(&ReportForm { kind: "disclosure".into(), ..good() }), [Problem::KindEmpty]);
}

#[test]
fn an_installation_of_one_county_without_lists_asks_for_neither() {
    let known =
        Known { counties: vec![region("990101", Level::County)], townships: vec![], services: false, ..known() };
    let form = ReportForm { county: String::new(), service: String::new(), ..good() };
    assert_eq!(form.steps(&known).first(), Some(&Step::Kind));
    assert_eq!(form.parse(&known).ok().unwrap().region.as_str(), "990101");
}

#[test]
fn an_anonymous_report_has_no_contact_and_is_not_asked_for_an_identity() {
    let form = ReportForm { who: "anonymous".into(), identity: String::new(), phone: "12".into(), ..good() };
    let report = form.parse(&known()).ok().unwrap();
    assert_eq!((report.contact.is_none(), report.identity), (true, Identity::Anonymous));
    assert_eq!(problems(&ReportForm { identity: "anonymous".into(), ..good() }), [Problem::IdentityEmpty]);
}

#[test]
fn an_enterprise_gives_its_name_and_a_code_that_fits() {
    let form = ReportForm { who: "organisation".into(), ..good() };
    assert_eq!(problems(&form), [Problem::OrganisationEmpty]);
    let form = ReportForm { organisation: "示例商贸".into(), credit_code: "91350100M000100Y44".into(), ..form };
    assert_eq!(problems(&form), [Problem::CreditCodeBad]);
    let form = ReportForm { credit_code: " 91350100m000100y43".into(), ..form };
    let contact = form.parse(&known()).ok().unwrap().contact.unwrap();
    assert_eq!(contact.credit_code.unwrap().as_str(), "91350100M000100Y43");
}

#[test]
fn a_date_is_real_not_to_come_and_not_too_old() {
    let on = |year: &str, month: &str, day: &str| {
        let form = ReportForm { year: year.into(), month: month.into(), day: day.into(), ..good() };
        form.parse(&known()).map(|report| report.facts.happened_on).map_err(|problems| problems[0])
    };
    assert_eq!(on("", " ", ""), Ok(None));
    assert_eq!(on("２０２６", "11", "23"), Ok(Some(date(2026, 11, 23))));
    assert_eq!(on("2026", "2", "29"), Err(Problem::DateUnreal));
    assert_eq!(on("2026", "", ""), Err(Problem::DateUnreal));
    assert_eq!(on("2026", "11", "24"), Err(Problem::DateFuture));
    assert_eq!(on("2024", "11", "22"), Err(Problem::DateOld));
}

#[test]
fn a_position_is_whole_and_on_this_earth() {
    let at = |latitude: &str, longitude: &str| {
        let form = ReportForm { latitude: latitude.into(), longitude: longitude.into(), ..good() };
        form.parse(&known()).map(|report| report.facts.position).map_err(|problems| problems[0])
    };
    assert_eq!(at("39.9", "116.4"), Ok(Some((39.9, 116.4))));
    for (latitude, longitude) in [("39.9", ""), ("91", "0"), ("0", "181"), ("x", "y"), ("NaN", "0"), ("inf", "1")] {
        assert_eq!(at(latitude, longitude), Err(Problem::PositionBad), "{latitude} {longitude}");
    }
}

#[test]
fn danger_stands_between_the_words_and_the_rest_until_it_was_seen() {
    let form = ReportForm { what: "闻到煤气味，打了三次电话没人来".into(), ..good() };
    assert_eq!(form.after(Step::What, false, &known()), Step::Danger);
    assert_eq!(problems(&form), [Problem::DangerUnseen]);
    let form = ReportForm { danger: YES.into(), ..form };
    assert!(form.parse(&known()).ok().unwrap().danger);
    assert_eq!(form.place(Step::What, &known()), (7, 14));
}

#[test]
fn whoever_follows_a_published_case_is_asked_only_who_they_are() {
    let number: CaseNumber = CaseNumber::parse("990101261122000123H").unwrap();
    let known = Known { similar: vec![number.clone()], ..known() };
    let form = ReportForm { follow: number.to_string(), visibility: String::new(), ..good() };
    assert_eq!(form.after(Step::Similar, false, &known), Step::Who);
    let report = form.parse(&known).ok().unwrap();
    assert_eq!((report.follow, report.visibility), (Some(number), Visibility::Private));
    assert_eq!(form.problems(Step::Similar, &Known { similar: vec![], ..known.clone() }), []);
    let form = ReportForm { follow: NONE.into(), ..good() };
    assert!(form.parse(&known).ok().unwrap().follow.is_none());
    let form = ReportForm { follow: String::new(), ..good() };
    assert_eq!(form.parse(&known).err().unwrap(), [Problem::FollowEmpty]);
}

#[test]
fn a_changed_answer_leads_back_to_the_last_page_by_way_of_what_it_leaves_open() {
    let form = ReportForm { kind: "praise".into(), obstacle: String::new(), ..good() };
    assert_eq!(form.after(Step::Kind, true, &known()), Step::Check);
    let form = ReportForm { kind: "complaint".into(), ..form };
    assert_eq!(form.after(Step::Kind, true, &known()), Step::Obstacle);
    assert_eq!(good().before(Step::Township, &known()), Some(Step::County));
    assert_eq!(good().before(Step::County, &known()), None);
}

#[test]
fn whoever_comes_back_goes_on_where_something_is_open() {
    assert_eq!(ReportForm::default().continue_at(&known()), Step::County);
    let told = ReportForm { who: String::new(), ..good() };
    assert_eq!(told.continue_at(&known()), Step::When);
    assert_eq!(ReportForm { address: "一号楼".into(), ..told }.continue_at(&known()), Step::Who);
    assert_eq!(ReportForm { declared: String::new(), ..good() }.continue_at(&known()), Step::Check);
}

#[test]
fn length_is_counted_in_characters_without_what_nobody_sees() {
    let form = ReportForm { what: format!("\0\u{202E}{}", "字".repeat(1_001)), ..good() };
    assert_eq!(problems(&form), [Problem::WhatLong(1_001)]);
    assert_eq!(tidy("一\r\n二\0\u{202E}三 "), "一\n二三");
}
