//! The office's own words on public pages, in place of the shipped ones.

use super::{text_of, values, yes_or_no};
use crate::{
    office::{Field, PAGES, Sheet, Values},
    refusal::Refusal,
    store::{Moment, Result, Store, tx::Tx},
};
use std::collections::HashMap;

/// The languages of the pages, as cookies and forms call them.
const LANGS: [&str; 2] = ["zh", "en"];

const ALL: &str = "select page, lang, body from page_texts";
const ONE: &str = "select body from page_texts where page = $1 and lang = $2";
const KEEP: &str = "insert into page_texts (page, lang, body, changed_at) values ($1, $2, $3, $4) \
    on conflict (page, lang) do update set body = excluded.body, changed_at = excluded.changed_at";
const RESET: &str = "delete from page_texts where page = $1 and lang = $2";

fn page_and_lang(key: &str) -> Result<(&str, &str)> {
    Ok(key.split_once('.').ok_or(Refusal::NotFound)?)
}

impl Store {
    /// What this office says on a public page, where it says something of its own.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn page_text(&self, page: &str, lang: &str) -> Result<Option<String>> {
        Ok(in_view!(self, |tx| {
            sql!(tx, conn => sqlx::query_scalar(ONE).bind(page).bind(lang).fetch_optional(conn).await)?
        }))
    }
}

impl Tx {
    pub(super) async fn page_text_sheets(&mut self, words: &str, key: Option<&str>) -> Result<Vec<Sheet>> {
        let rows: Vec<(String, String, String)> = sql!(self, conn => sqlx::query_as(ALL).fetch_all(conn).await)?;
        let mut own: HashMap<String, String> =
            rows.into_iter().map(|(page, lang, body)| (format!("{page}.{lang}"), body)).collect();
        let keys = PAGES.into_iter().flat_map(|page| LANGS.map(|lang| (page, lang)));
        let sheet = |(page, lang): (&str, &str)| {
            let key = format!("{page}.{lang}");
            let body = own.remove(&key);
            let values = values([
                (Field::Lang, lang.to_owned()),
                (Field::InUse, yes_or_no(body.is_some()).to_owned()),
                (Field::Body, body.unwrap_or_default()),
            ]);
            Sheet { key, name: page.to_owned(), values, depth: 0 }
        };
        let mut sheets: Vec<_> = keys.map(sheet).collect();
        sheets.retain(|sheet| key.map_or(sheet.name.contains(words), |key| sheet.key == key));
        Ok(sheets)
    }

    pub(super) async fn keep_page_text(&mut self, before: &Sheet, after: &Values, at: Moment) -> Result<String> {
        let (page, lang) = page_and_lang(&before.key)?;
        sql!(self, conn => sqlx::query(KEEP).bind(page).bind(lang).bind(text_of(after, Field::Body))
            .bind(at.now.as_microsecond()).execute(conn).await.map(drop))?;
        Ok(before.key.clone())
    }

    pub(super) async fn end_page_text(&mut self, before: &Sheet) -> Result<()> {
        let (page, lang) = page_and_lang(&before.key)?;
        Ok(sql!(self, conn => sqlx::query(RESET).bind(page).bind(lang).execute(conn).await.map(drop))?)
    }
}
