//! What a person asks, point by point, and which points the reply answers.

use super::{Moment, Result, Store, tx::Tx};
use crate::{
    case::Act,
    id::CaseId,
    refusal::Refusal,
    reply::{Point, Points},
    staff::Staff,
};

const FORGET: &str = "delete from points where case_id = $1";
const READ: &str = "select place, words, answered from points where case_id = $1 order by place";
const TICK: &str = "update points set answered = $3 where case_id = $1 and place = $2";

impl Store {
    /// Says what the person asks, in place of what was said before.
    ///
    /// # Errors
    /// As [`Case::split`](crate::case::Case::split).
    pub async fn split(&self, who: &Staff, case: CaseId, seen: i64, points: &Points, at: Moment) -> Result<()> {
        in_tx!(self, |tx| {
            let case = tx.case(case).await?;
            let event = case.split(who, seen, points, at.now)?;
            tx.write_points(case.id, points).await?;
            tx.record(&case.after(&event, &tx.calendar), &event, None, &mut at.dice()).await?;
        })
    }

    /// Marks a point as answered by the reply that is being written, or not: no event, as typing is none.
    ///
    /// # Errors
    /// When the person may not write the reply, or there is no such point.
    pub async fn tick_point(&self, who: &Staff, case: CaseId, place: i64, answered: bool) -> Result<()> {
        in_tx!(self, |tx| {
            let case = tx.case(case).await?;
            who.may(Act::Reply, &case)?;
            let ticked = sql!(tx, conn => sqlx::query(TICK).bind(case.id.0).bind(place).bind(answered).execute(conn).await
                .map(|done| done.rows_affected()))?;
            if ticked == 0 {
                return Err(Refusal::NotFound.into());
            }
        })
    }
}

impl Tx {
    /// The points of a case, in order.
    pub async fn points(&mut self, case: CaseId) -> Result<Vec<Point>> {
        type Row = (i64, String, bool);
        let rows: Vec<Row> = sql!(self, conn => sqlx::query_as(READ).bind(case.0).fetch_all(conn).await)?;
        Ok(rows.into_iter().map(|(place, words, answered)| Point { place, words, answered }).collect())
    }

    async fn write_points(&mut self, case: CaseId, points: &Points) -> Result<()> {
        sql!(self, conn => sqlx::query(FORGET).bind(case.0).execute(conn).await.map(drop))?;
        if points.as_slice().is_empty() {
            return Ok(());
        }
        Ok(sql!(self, conn => {
            let mut insert = sqlx::QueryBuilder::new("insert into points (case_id, place, words, answered) ");
            insert.push_values((0_i64..).zip(points.as_slice()), |mut row, (place, words)| {
                row.push_bind(case.0).push_bind(place).push_bind(words).push_bind(false);
            });
            insert.build().execute(conn).await.map(drop)
        })?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        reply::ReplyText,
        store::{
            Token,
            testing::{filed, later, office, refusal, store_test},
        },
    };

    store_test!(a_reply_goes_on_once_each_point_is_answered, |store, at| {
        let office = office(&store, at).await;
        let case = filed(&store, Token::from_bytes([1; 32]), at).await;
        let points = Points::parse("Which papers\nWhich counter").unwrap();
        store.dispatch(&office.dispatcher, case, 1, office.officer.department.id, later(at, 1)).await.unwrap();
        store.accept(&office.officer, case, 2, later(at, 2)).await.unwrap();
        store.split(&office.officer, case, 3, &points, later(at, 3)).await.unwrap();
        let reply = ReplyText::parse(&"The registry takes the copy it has. ".repeat(2)).unwrap();
        let open = store.reply(&office.officer, case, 4, &reply, later(at, 4)).await;
        assert_eq!(refusal(open), Some(Refusal::PointsOpen));
        store.tick_point(&office.officer, case, 0, true).await.unwrap();
        assert_eq!(refusal(store.tick_point(&office.officer, case, 7, true).await), Some(Refusal::NotFound));
        assert_eq!(refusal(store.tick_point(&office.stranger, case, 1, true).await), Some(Refusal::NotFound));
        assert_eq!(refusal(store.tick_point(&office.reviewer, case, 1, true).await), Some(Refusal::NotYours));
        store.tick_point(&office.officer, case, 1, true).await.unwrap();
        store.reply(&office.officer, case, 4, &reply, later(at, 5)).await.unwrap();
        assert!(store.check().await.unwrap().problems.is_empty());
    });
}
