//! Reads behind an array in the third frame, in a function that a hook calls: an error has to say where, by the line table.
#![no_std]

use luminara_guest::*;

#[derive(Default)]
struct Shelf {
    books: [u8; 2],
    next: usize,
}

#[script]
impl Shelf {
    fn on_update(&mut self) {
        self.take();
    }

    #[inline(never)]
    fn take(&mut self) -> u8 {
        let book = self.books[self.next];
        self.next += 1;
        book
    }
}
