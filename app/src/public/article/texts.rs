//! What the pages to read say. Every number in them is the one the software works with.

use super::{Article, Block, Shape};
use crate::{
    desk::{cookie_names, office_facts},
    lang::{Lang, t},
    routes,
};
use clearway::{
    calendar::OfficeHours,
    evidence::{FILE_BYTES_MAX, FILES_MAX},
    office::{Piece, pieces},
    policy::{CODE_SHOWN_HOURS, DRAFT_DAYS, REOPEN_DAYS, REPLY_WORKING_DAYS, SESSION_HOURS, TRACKING_MINUTES},
};

/// The page at a path.
pub fn article(lang: Lang, path: &str) -> Option<Article> {
    match path {
        routes::HELP => Some(help(lang)),
        routes::PRIVACY => Some(privacy(lang)),
        routes::ACCESSIBILITY => Some(accessibility(lang)),
        routes::CONTACT => Some(contact(lang)),
        _ => None,
    }
}

/// The page as this office words it: the first line stands where the lead does.
pub fn in_own_words(title: String, words: &str) -> Article {
    let block = |piece| match piece {
        Piece::Title(text) => Block(Shape::Title, vec![text]),
        Piece::List(points) => Block(Shape::List, points),
        Piece::Text(line) => text(line),
    };
    let mut pieces = pieces(words);
    let lead = match pieces.first() {
        Some(Piece::Text(lead)) => lead.clone(),
        _ => String::new(),
    };
    if !lead.is_empty() {
        pieces.remove(0);
    }
    Article { title, lead, blocks: pieces.into_iter().map(block).collect() }
}

fn title(text: &str) -> Block {
    Block(Shape::Title, vec![text.to_owned()])
}

fn text(text: impl Into<String>) -> Block {
    Block(Shape::Text, vec![text.into()])
}

fn list<const N: usize>(points: [&str; N]) -> Block {
    Block(Shape::List, points.map(str::to_owned).into())
}

/// Names, where they lead, and what is to be said of them.
fn pairs(pairs: impl IntoIterator<Item = (String, Option<(String, String)>, String)>) -> Block {
    let four = |(name, link, text): (String, Option<(String, String)>, String)| {
        let (href, words) = link.unwrap_or_default();
        [name, href, words, text]
    };
    Block(Shape::Pairs, pairs.into_iter().flat_map(four).collect())
}

fn help(lang: Lang) -> Article {
    let office = office_facts();
    let phone = office.phone();
    let report = [
        t::help_report_1(lang),
        &t::help_report_2(lang, DRAFT_DAYS),
        &t::help_report_3(lang, FILES_MAX, FILE_BYTES_MAX / 1_024 / 1_024),
        t::help_report_4(lang),
    ];
    let elsewhere =
        [t::help_elsewhere_1(lang), t::help_elsewhere_2(lang), t::help_elsewhere_3(lang), t::help_elsewhere_4(lang)];
    let acts = [
        t::help_acts_1(lang),
        t::help_acts_2(lang),
        t::help_acts_3(lang),
        &t::help_acts_4(lang, REOPEN_DAYS),
        t::help_acts_5(lang),
    ];
    let parts: [(&str, Vec<Block>); 9] = [
        (t::help_what(lang), vec![text(t::help_what_text(lang))]),
        (t::help_elsewhere(lang), vec![list(elsewhere)]),
        (t::help_report(lang), vec![list(report)]),
        (
            t::help_code(lang),
            vec![text(t::help_code_text(lang, phone)), text(t::help_code_lost(lang, phone, CODE_SHOWN_HOURS))],
        ),
        (t::help_deadline(lang), vec![text(t::help_deadline_text(lang, REPLY_WORKING_DAYS))]),
        (t::help_acts(lang), vec![list(acts)]),
        (t::help_follow(lang), vec![text(t::help_follow_text(lang))]),
        (t::help_shared(lang), vec![text(t::help_shared_text(lang))]),
        (t::help_ways(lang), vec![text(t::help_ways_text(lang, phone))]),
    ];
    whole(t::help_title(lang), t::help_lead(lang), parts)
}

fn privacy(lang: Lang) -> Article {
    let office = office_facts();
    let phone = office.phone();
    let kept = [t::privacy_kept_1(lang), t::privacy_kept_2(lang), t::privacy_kept_3(lang), t::privacy_kept_4(lang)];
    let seen = [
        t::privacy_seen_1(lang),
        t::privacy_seen_2(lang),
        t::privacy_seen_3(lang),
        t::privacy_seen_4(lang),
        t::privacy_seen_5(lang),
    ];
    let long = [
        (t::privacy_long_draft(lang), t::privacy_long_draft_text(lang, DRAFT_DAYS)),
        (t::privacy_long_code(lang), t::privacy_long_code_text(lang, CODE_SHOWN_HOURS)),
        (t::privacy_long_track(lang), t::privacy_long_track_text(lang, TRACKING_MINUTES)),
        (t::privacy_long_typed(lang), t::privacy_long_typed_text(lang, TRACKING_MINUTES)),
        (t::privacy_long_case(lang), t::privacy_long_case_text(lang).to_owned()),
        (t::privacy_long_log(lang), t::privacy_long_log_text(lang).to_owned()),
    ];
    let told = [
        t::privacy_cookie_browser(lang).to_owned(),
        t::privacy_cookie_link(lang).to_owned(),
        t::privacy_cookie_track(lang, TRACKING_MINUTES),
        t::privacy_cookie_prefs(lang).to_owned(),
        t::privacy_cookie_session(lang, SESSION_HOURS),
    ];
    let cookies = pairs(cookie_names().into_iter().zip(told).map(|(name, text)| (name, None, text)));
    let parts: [(&str, Vec<Block>); 5] = [
        (t::privacy_kept(lang), vec![list(kept)]),
        (t::privacy_seen(lang), vec![list(seen)]),
        (t::privacy_long(lang), vec![pairs(long.map(|(name, text)| (name.to_owned(), None, text)))]),
        (t::privacy_cookies(lang), vec![text(t::privacy_cookies_text(lang)), cookies]),
        (t::privacy_rights(lang), vec![text(t::privacy_rights_text(lang, phone))]),
    ];
    whole(t::privacy_title(lang), t::privacy_lead(lang), parts)
}

fn accessibility(lang: Lang) -> Article {
    let office = office_facts();
    let phone = office.phone();
    let can = [
        t::accessibility_can_1(lang),
        t::accessibility_can_2(lang),
        t::accessibility_can_3(lang),
        t::accessibility_can_4(lang),
        t::accessibility_can_5(lang),
        t::accessibility_can_6(lang),
        &t::accessibility_can_7(lang, DRAFT_DAYS),
    ];
    let not = [
        t::accessibility_not_1(lang),
        t::accessibility_not_2(lang),
        t::accessibility_not_3(lang),
        t::accessibility_not_4(lang),
        t::accessibility_not_5(lang),
        t::accessibility_not_6(lang),
    ];
    let parts: [(&str, Vec<Block>); 4] = [
        (t::accessibility_goal(lang), vec![text(t::accessibility_goal_text(lang))]),
        (t::accessibility_can(lang), vec![list(can)]),
        (t::accessibility_not(lang), vec![list(not)]),
        (t::accessibility_help(lang), vec![text(t::accessibility_help_text(lang, phone))]),
    ];
    whole(t::accessibility_title(lang), t::accessibility_lead(lang), parts)
}

fn way(path: &str, words: &str) -> Option<(String, String)> {
    Some((path.to_owned(), words.to_owned()))
}

fn contact(lang: Lang) -> Article {
    let office = office_facts();
    let hours_text = match office.hours.as_str() {
        "" => t::contact_phone_text(lang).to_owned(),
        hours => hours.to_owned(),
    };
    let hours = OfficeHours::STANDARD;
    let between = |from, until| format!("{}–{}", minute(from), minute(until));
    let window = t::contact_window_text(
        lang,
        between(hours.afternoon_from, hours.afternoon_until),
        between(hours.morning_from, hours.morning_until),
    );
    let links = [
        (t::contact_call(lang), Some((office.phone_link(), office.phone().to_owned())), hours_text),
        (t::contact_web(lang), way(routes::REPORT, t::nav_report(lang)), t::contact_web_text(lang, REPLY_WORKING_DAYS)),
        (t::contact_track(lang), way(routes::TRACK, t::nav_track(lang)), t::contact_track_text(lang).to_owned()),
    ];
    let windows = office.windows.lines().map(|line| (t::contact_window(lang), None, line.to_owned()));
    let any = office.windows.is_empty().then(|| (t::contact_window(lang), None, window));
    let urgent = (t::contact_urgent(lang), None, t::contact_urgent_text(lang).to_owned());
    let links = links.into_iter().chain(windows).chain(any).chain([urgent]);
    let links = pairs(links.map(|(name, to, text): (&str, _, _)| (name.to_owned(), to, text)));
    let blocks = vec![links, text(t::contact_bring(lang))];
    Article { title: t::contact_title(lang).to_owned(), lead: t::contact_page_lead(lang).to_owned(), blocks }
}

fn minute(time: jiff::civil::Time) -> String {
    time.strftime("%H:%M").to_string()
}

fn whole<const N: usize>(name: &str, lead: &str, parts: [(&str, Vec<Block>); N]) -> Article {
    let blocks = parts.into_iter().flat_map(|(heading, blocks)| std::iter::once(title(heading)).chain(blocks));
    Article { title: name.to_owned(), lead: lead.to_owned(), blocks: blocks.collect() }
}
