//! The order of `table.sort` (manual §6.6) as a machine that asks one question at a time: the answer may come from a script
//! that takes many frames to give it.
//!
//! It is a stable merge sort on indices. An inconsistent order function gives some permutation, never an error and never an
//! endless loop.

/// A question: is the item at the index `left` less than the one at `right`? Both count from 0 in the original order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// The item that may be the lesser one.
    pub left: usize,
    /// What it is compared with.
    pub right: usize,
}

/// Sorts `length` items that it never sees.
#[derive(Debug, Clone)]
pub struct Sorter {
    /// Runs of `width` items, each sorted.
    runs: Vec<usize>,
    /// The runs merged so far in this pass.
    merged: Vec<usize>,
    width: usize,
    /// The heads of the two runs that are being merged, as indices into `runs`.
    first: usize,
    second: usize,
    /// Where they end.
    first_end: usize,
    second_end: usize,
}

impl Sorter {
    /// A sorter of `length` items.
    pub fn new(length: usize) -> Self {
        let mut sorter = Self {
            runs: (0..length).collect(),
            merged: Vec::with_capacity(length),
            width: 1,
            first: 0,
            second: 0,
            first_end: 0,
            second_end: 0,
        };
        sorter.start_merge(0);
        sorter
    }

    /// The next question; `None` when all is sorted. The same one until it is answered.
    pub fn question(&self) -> Option<Question> {
        if self.width >= self.runs.len() {
            return None;
        }
        // An item of the second run goes first only where it is truly less: that keeps equal items in order.
        Some(Question { left: *self.runs.get(self.second)?, right: *self.runs.get(self.first)? })
    }

    /// Answers the question.
    pub fn answer(&mut self, is_less: bool) {
        if self.width >= self.runs.len() {
            return;
        }
        let taken = if is_less { &mut self.second } else { &mut self.first };
        if let Some(&item) = self.runs.get(*taken) {
            self.merged.push(item);
        }
        *taken += 1;
        if self.first == self.first_end || self.second == self.second_end {
            self.finish_merge();
        }
    }

    /// The sorted order: at each place the index that the item there had. Only final when there is no question left.
    pub fn into_order(self) -> Vec<usize> {
        self.runs
    }

    fn start_merge(&mut self, start: usize) {
        let length = self.runs.len();
        self.first = start;
        self.second = start.saturating_add(self.width).min(length);
        self.first_end = self.second;
        self.second_end = self.second.saturating_add(self.width).min(length);
    }

    /// Copies what is left of the two runs and goes on to the next two that need questions.
    fn finish_merge(&mut self) {
        loop {
            self.merged.extend(self.runs.get(self.first..self.first_end).unwrap_or(&[]));
            self.merged.extend(self.runs.get(self.second..self.second_end).unwrap_or(&[]));
            let mut next_start = self.second_end;
            if next_start >= self.runs.len() {
                std::mem::swap(&mut self.runs, &mut self.merged);
                self.merged.clear();
                self.width = self.width.saturating_mul(2);
                if self.width >= self.runs.len() {
                    return;
                }
                next_start = 0;
            }
            self.start_merge(next_start);
            if self.second < self.second_end {
                return;
            }
        }
    }
}

/// Sorts `length` items by a function that says whether the one at its first argument is less than the one at its second.
///
/// # Errors
///
/// What `is_less` raises.
pub fn sorted_order<E>(
    length: usize,
    mut is_less: impl FnMut(usize, usize) -> Result<bool, E>,
) -> Result<Vec<usize>, E> {
    let mut sorter = Sorter::new(length);
    while let Some(Question { left, right }) = sorter.question() {
        sorter.answer(is_less(left, right)?);
    }
    Ok(sorter.into_order())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::convert::Infallible;

    #[test]
    fn sorts_stably() {
        for length in 0..200_usize {
            // A small generator is enough: many equal keys in a mixed order.
            let keys: Vec<usize> = (0..length).map(|index| (index * 7919 + 13) % 17).collect();
            let order = sorted_order::<Infallible>(length, |a, b| Ok(keys[a] < keys[b])).unwrap();
            let mut expected: Vec<usize> = (0..length).collect();
            expected.sort_by_key(|&index| keys[index]);
            assert_eq!(order, expected);
        }
    }

    #[test]
    fn an_inconsistent_order_gives_a_permutation() {
        for constant in [true, false] {
            let mut order = sorted_order::<Infallible>(100, |_, _| Ok(constant)).unwrap();
            order.sort_unstable();
            assert!(order.into_iter().eq(0..100));
        }
    }

    #[test]
    fn passes_errors_on() {
        assert_eq!(sorted_order(2, |_, _| Err("no")), Err("no"));
    }
}
