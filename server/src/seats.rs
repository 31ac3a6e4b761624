//! Places that are counted, in all and by whose they are, and given back when they are dropped.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// How many places are taken, and by whom.
pub struct Seats<Whose>(Arc<Mutex<Taken<Whose>>>);

struct Taken<Whose> {
    all: usize,
    each: HashMap<Whose, usize>,
}

/// A place, given back when it is dropped.
pub struct Seat<Whose: Copy + Eq + Hash> {
    seats: Seats<Whose>,
    whose: Whose,
}

impl<Whose> Clone for Seats<Whose> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<Whose> Default for Seats<Whose> {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(Taken { all: 0, each: HashMap::new() })))
    }
}

impl<Whose: Copy + Eq + Hash> Seats<Whose> {
    /// One place more for somebody, where all together have fewer than `all` and they fewer than `each`.
    pub fn take(&self, whose: Whose, all: usize, each: usize) -> Option<Seat<Whose>> {
        let mut taken = self.taken();
        let own = taken.each.get(&whose).copied().unwrap_or_default();
        if taken.all >= all || own >= each {
            return None;
        }
        taken.all += 1;
        taken.each.insert(whose, own + 1);
        Some(Seat { seats: self.clone(), whose })
    }

    fn taken(&self) -> MutexGuard<'_, Taken<Whose>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<Whose: Copy + Eq + Hash> Drop for Seat<Whose> {
    fn drop(&mut self) {
        let mut taken = self.seats.taken();
        taken.all -= 1;
        if let Some(own) = taken.each.get_mut(&self.whose) {
            *own -= 1;
            if *own == 0 {
                taken.each.remove(&self.whose);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_leaves_makes_room_and_nobody_is_remembered() {
        let seats = Seats::default();
        let mut taken: Vec<_> = [1, 1, 2].into_iter().filter_map(|whose| seats.take(whose, 3, 2)).collect();
        assert_eq!(taken.len(), 3);
        assert!(seats.take(3, 3, 2).is_none(), "three in all");
        taken.pop();
        assert!(seats.take(1, 3, 2).is_none(), "a third of theirs");
        assert!(seats.take(3, 3, 2).is_some());
        drop(taken);
        assert!(seats.taken().each.is_empty() && seats.taken().all == 0);
    }
}
