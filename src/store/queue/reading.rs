//! A range of a list with its filter, as the texts take it.

use super::super::{Result, words::words};
use crate::{
    calendar::Calendar,
    queue::{Filter, HolderFilter, Range, Scope, View},
    staff::Staff,
};
use jiff::Timestamp;
use uuid::Uuid;

/// A range with a filter, as the texts take it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Reading {
    pub scope: String,
    pub bucket: &'static str,
    pub besides: Option<String>,
    pub from: i64,
    pub until: i64,
    pub within: [Option<String>; 2],
    pub free: bool,
    pub holder: Option<Uuid>,
    pub kind: Option<&'static str>,
    pub channel: Option<&'static str>,
    pub service: Option<String>,
    pub mark: Option<&'static str>,
    pub case: Option<Uuid>,
    pub words: [Option<String>; 3],
}

/// Binds the first 17 of a text.
macro_rules! bound {
    ($query:expr, $reading:expr) => {{
        let $crate::store::queue::reading::Reading {
            scope,
            bucket,
            besides,
            from,
            until,
            within,
            free,
            holder,
            kind,
            channel,
            service,
            mark,
            case,
            words,
        } = $reading;
        $query
            .bind(scope.as_str())
            .bind(*bucket)
            .bind(besides.as_deref())
            .bind(*from)
            .bind(*until)
            .bind(within[0].as_deref())
            .bind(within[1].as_deref())
            .bind(*free)
            .bind(*holder)
            .bind(*kind)
            .bind(*channel)
            .bind(service.as_deref())
            .bind(*mark)
            .bind(*case)
            .bind(words[0].as_deref())
            .bind(words[1].as_deref())
            .bind(words[2].as_deref())
    }};
}
pub(super) use bound;

impl Reading {
    /// The ranges of a view, filtered.
    pub fn of(view: View, filter: &Filter, who: &Staff, now: Timestamp, calendar: &Calendar) -> Result<Vec<Self>> {
        let ranges = view.ranges(who)?;
        Ok(ranges.into_iter().map(|range| Self::in_range(view, range, filter, who, (now, calendar))).collect())
    }

    fn in_range(
        view: View,
        Range { scope, bucket, besides }: Range,
        filter: &Filter,
        who: &Staff,
        (now, calendar): (Timestamp, &Calendar),
    ) -> Self {
        let (from, until) = filter.due.map_or((None, None), |due| due.bounds(now, calendar));
        // the narrowest scope is read; the others, the reader's own among them, are asked of each row
        let region = filter.region.clone().map(Scope::Region).filter(|region| *region != scope);
        let department = filter.department.map(Scope::Department).filter(|department| *department != scope);
        let mut scopes = match scope {
            Scope::Region(_) => [department, region, Some(scope)],
            Scope::Department(_) => [department, Some(scope), region],
        }
        .into_iter()
        .flatten()
        .map(|scope| scope.id());
        let scope = scopes.next().unwrap_or_default();
        let within = [scopes.next(), scopes.next()];
        let (free, holder) = match filter.holder {
            _ if view == View::Mine => (filter.holder == Some(HolderFilter::None), Some(who.id.0)),
            None => (false, None),
            Some(HolderFilter::None) => (true, None),
            Some(HolderFilter::Me) => (false, Some(who.id.0)),
            Some(HolderFilter::Staff(id)) => (false, Some(id.0)),
        };
        Self {
            scope,
            bucket: bucket.map_or("any", crate::queue::Bucket::as_str),
            besides: besides.map(|scope| scope.id()),
            from: from.map_or(i64::MIN, Timestamp::as_microsecond),
            until: until.map_or(i64::MAX, Timestamp::as_microsecond),
            within,
            free,
            holder,
            kind: filter.kind.map(crate::report::Kind::as_str),
            channel: filter.channel.map(crate::report::Channel::as_str),
            service: filter.service.as_ref().map(ToString::to_string),
            mark: filter.mark.map(crate::queue::Mark::as_str),
            case: None,
            words: looked_for(&filter.words),
        }
    }

    /// The same, but only what is late by now.
    pub fn overdue(&self, now: Timestamp) -> Self {
        Self { until: self.until.min(now.as_microsecond()), ..self.clone() }
    }

    /// Whether nothing is left out but by deadline.
    pub fn is_plain(&self) -> bool {
        let Self { besides, from, within, free, holder, kind, channel, service, mark, words, case, .. } = self;
        let whole = besides.is_none() && *from == i64::MIN && within.iter().all(Option::is_none) && !free;
        whole
            && holder.is_none()
            && kind.is_none()
            && channel.is_none()
            && service.is_none()
            && mark.is_none()
            && case.is_none()
            && words.iter().all(Option::is_none)
    }

    /// The text for one bucket, or for the hands of somebody.
    pub const fn text(&self, texts: [&'static str; 2]) -> &'static str {
        texts[self.holder.is_some() as usize]
    }
}

/// The longest of the words that search knows; words that it does not know stand in no report.
fn looked_for(typed: &str) -> [Option<String>; 3] {
    let mut words: Vec<_> = words(typed).into_iter().collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    if words.is_empty() && !typed.trim().is_empty() {
        words.push(typed.trim().to_owned());
    }
    let mut words = words.into_iter();
    std::array::from_fn(|_| words.next())
}
