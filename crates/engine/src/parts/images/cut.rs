//! What of an image is shown, and the rectangles that it is shown on.

use glam::Vec2;
use luminara_image::Sheet;
use luminara_render::{BROKEN_IMAGE, Region};
use luminara_script::HostError;
use luminara_script::nearest::suggestion;

/// Which part of an image a script means.
#[derive(Clone, Copy, Debug)]
pub struct Cut<'a> {
    /// An image or a sheet.
    pub image: &'a str,
    /// The frame's number, from 1.
    pub frame: i64,
    /// The frame's name, which goes before its number; "" is none.
    pub region: &'a str,
    /// Frames beside each other.
    pub columns: i64,
    /// Frames below each other.
    pub rows: i64,
    /// Pixels around all frames.
    pub margin: i64,
    /// Pixels between two frames.
    pub spacing: i64,
}

/// A part of an image, placed on a rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shape {
    /// The image's number.
    pub image: u32,
    /// Left, top, right and bottom in the image, from 0 to 1.
    pub edges: [f32; 4],
    /// It lies in the image turned clockwise by a quarter.
    pub is_turned: bool,
    /// Width and height of the rectangle, pixels.
    pub whole: Vec2,
    /// Where the part begins in the rectangle, pixels from its upper left.
    pub offset: Vec2,
    /// Width and height of the part as it is shown, pixels.
    pub part: Vec2,
}

/// A rectangle of a picture and what is shown on it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quad {
    /// Its centre from the picture's pivot, to the right and down.
    pub centre: Vec2,
    /// Half its width and height.
    pub half: Vec2,
    /// Left, top, right and bottom in the image, from 0 to 1.
    pub edges: [f32; 4],
}

impl Cut<'_> {
    /// The part of an image of so many pixels.
    pub fn of_grid(&self, image: u32, [width, height]: [u32; 2]) -> Result<Shape, HostError> {
        let Cut { image: name, columns, rows, margin, spacing, .. } = *self;
        if !self.region.is_empty() {
            return Err(HostError::new(format!(
                "'{name}' has no frames with names, and so no '{}'; name the sheet's .json file as the image",
                self.region
            )));
        }
        let count = columns.saturating_mul(rows);
        let index = self.index(count.max(0) as usize)? as i64;
        let side = |whole: u32, count: i64| {
            let between = margin as f64 * 2.0 + spacing as f64 * (count as f64 - 1.0);
            (f64::from(whole) - between) / count as f64
        };
        let (frame_width, frame_height) = (side(width, columns), side(height, rows));
        if frame_width < 1.0 || frame_height < 1.0 {
            return Err(HostError::new(format!(
                "'{name}' has {width} x {height} pixels, which are no {columns} columns and {rows} rows{}",
                if margin > 0 || spacing > 0 { " with that margin and spacing" } else { "" }
            )));
        }
        let place = |index: i64, side: f64| margin as f64 + index as f64 * (side + spacing as f64);
        let (left, top) = (place(index % columns, frame_width), place(index / columns, frame_height));
        let part = Vec2::new(frame_width as f32, frame_height as f32);
        let [across, down] = [width, height].map(f64::from);
        Ok(Shape {
            image,
            edges: [left / across, top / down, (left + frame_width) / across, (top + frame_height) / down]
                .map(|edge| edge as f32),
            is_turned: false,
            whole: part,
            offset: Vec2::ZERO,
            part,
        })
    }

    /// The part of a sheet's image of so many pixels.
    pub fn of_sheet(&self, sheet: &Sheet, image: u32, [width, height]: [u32; 2]) -> Result<Shape, HostError> {
        let frame = match self.region {
            "" => sheet.frames.get(self.index(sheet.frames.len())?),
            region => sheet.find(region),
        };
        let frame = frame.ok_or_else(|| {
            let hint = suggestion(self.region, sheet.names());
            HostError::new(format!("'{}' has no frame '{}'{hint}", self.image, self.region))
        })?;
        let [left, top, w, h] = frame.part;
        let (lies_w, lies_h) = if frame.is_turned { (h, w) } else { (w, h) };
        if left + lies_w > width || top + lies_h > height {
            return Err(HostError::new(format!(
                "frame '{}' of '{}' lies outside of its image, which has {width} x {height} pixels",
                frame.name, self.image
            )));
        }
        let edge = |pixels: u32, of: u32| pixels as f32 / of as f32;
        let vector = |[x, y]: [u32; 2]| Vec2::new(x as f32, y as f32);
        Ok(Shape {
            image,
            edges: [
                edge(left, width),
                edge(top, height),
                edge(left + lies_w, width),
                edge(top + lies_h, height),
            ],
            is_turned: frame.is_turned,
            whole: vector(frame.whole),
            offset: vector(frame.offset),
            part: vector([w, h]),
        })
    }

    /// The frame's place among `count`, from 0.
    fn index(&self, count: usize) -> Result<usize, HostError> {
        let index = usize::try_from(self.frame).ok().and_then(|frame| frame.checked_sub(1));
        index.filter(|index| *index < count).ok_or_else(|| {
            HostError::new(format!(
                "'{}' has {count} frame{}, from 1; there is no frame {}",
                self.image,
                if count == 1 { "" } else { "s" },
                self.frame
            ))
        })
    }
}

impl Shape {
    /// What stands in for an image that isn't there, or isn't one.
    pub fn missing() -> Shape {
        let whole = Vec2::splat(32.0);
        Shape {
            image: BROKEN_IMAGE,
            edges: [0.0, 0.0, 1.0, 1.0],
            is_turned: false,
            whole,
            offset: Vec2::ZERO,
            part: whole,
        }
    }

    /// Width and height as it is shown: `size`, of which a side that is 0 follows from the other, or a pixel as long as `pixel`.
    pub fn size(&self, size: Vec2, pixel: f32) -> Vec2 {
        let natural = self.whole * pixel;
        match (size.x > 0.0, size.y > 0.0) {
            (true, true) => size,
            (true, false) => Vec2::new(size.x, size.x * natural.y / natural.x),
            (false, true) => Vec2::new(size.y * natural.x / natural.y, size.y),
            (false, false) => natural,
        }
    }

    /// What the renderer is told of a rectangle.
    pub fn region(&self, quad: &Quad, is_pixelated: bool) -> Region {
        Region { image: self.image, edges: quad.edges, is_turned: self.is_turned, is_pixelated }
    }

    /// The rectangle of a picture that is `size` large, with its pivot (a share of its width and height, from the upper left) at the
    /// origin.
    pub fn quad(&self, size: Vec2, pivot: Vec2, [flip_x, flip_y]: [bool; 2]) -> Quad {
        let unit = size / self.whole;
        let mut from = self.offset;
        // What was cut off lies on the other side then.
        if flip_x {
            from.x = self.whole.x - self.offset.x - self.part.x;
        }
        if flip_y {
            from.y = self.whole.y - self.offset.y - self.part.y;
        }
        let [left, top, right, bottom] = self.edges;
        // What lies turned has its width down the image: right to left is top to bottom there.
        let (mirror_x, mirror_y) = if self.is_turned { (flip_y, flip_x) } else { (flip_x, flip_y) };
        let (left, right) = if mirror_x { (right, left) } else { (left, right) };
        let (top, bottom) = if mirror_y { (bottom, top) } else { (top, bottom) };
        let half = self.part * unit * 0.5;
        Quad { centre: from * unit + half - pivot * size, half, edges: [left, top, right, bottom] }
    }

    /// The nine rectangles of a picture whose corners keep their size: `border` is how many pixels of each side (left, top, right,
    /// bottom) are no part of the middle, `pixel` how long one of those is. What has no border, or lies turned, is one rectangle.
    pub fn quads(
        &self,
        size: Vec2,
        pivot: Vec2,
        flips: [bool; 2],
        border: [f32; 4],
        pixel: f32,
        mut each: impl FnMut(Quad),
    ) {
        if border.iter().all(|side| *side <= 0.0) || self.is_turned {
            return each(self.quad(size, pivot, flips));
        }
        let [left, top, right, bottom] = border.map(|side| side.max(0.0));
        let [left, right] = if flips[0] { [right, left] } else { [left, right] };
        let [top, bottom] = if flips[1] { [bottom, top] } else { [top, bottom] };
        let whole = self.quad(size, pivot, flips);
        let (start, end) = (whole.centre - whole.half, whole.centre + whole.half);
        let across =
            cuts([start.x, end.x], [whole.edges[0], whole.edges[2]], self.part.x, [left, right], pixel);
        let down =
            cuts([start.y, end.y], [whole.edges[1], whole.edges[3]], self.part.y, [top, bottom], pixel);
        for y in down.windows(2) {
            for x in across.windows(2) {
                let ([x0, x1], [y0, y1]) = ([x[0], x[1]], [y[0], y[1]]);
                let half = Vec2::new(x1.0 - x0.0, y1.0 - y0.0) * 0.5;
                if half.min_element() > 0.0 {
                    let centre = Vec2::new(x0.0, y0.0) + half;
                    each(Quad { centre, half, edges: [x0.1, y0.1, x1.1, y1.1] });
                }
            }
        }
    }
}

/// Where a picture's side is cut in three: places, and where those are in the image.
fn cuts(
    [start, end]: [f32; 2],
    [from, to]: [f32; 2],
    pixels: f32,
    [first, last]: [f32; 2],
    pixel: f32,
) -> [(f32, f32); 4] {
    // Borders that don't fit are made smaller, both alike.
    let fit = |room: f32, first: f32, last: f32| (room / (first + last).max(1e-9)).min(1.0);
    let in_image = fit(pixels, first, last);
    let share = |border: f32| border * in_image / pixels * (to - from);
    let in_place = fit(end - start, first * pixel, last * pixel);
    [
        (start, from),
        (start + first * pixel * in_place, from + share(first)),
        (end - last * pixel * in_place, to - share(last)),
        (end, to),
    ]
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    const CUT: Cut<'static> =
        Cut { image: "a.png", frame: 1, region: "", columns: 1, rows: 1, margin: 0, spacing: 0 };

    #[test]
    fn frames_of_a_grid_are_counted_row_by_row_from_1() {
        let edges = |cut: Cut<'_>, size| cut.of_grid(1, size).unwrap().edges;
        assert_eq!(edges(CUT, [64, 32]), [0.0, 0.0, 1.0, 1.0]);
        let grid = Cut { columns: 4, rows: 2, ..CUT };
        assert_eq!(edges(Cut { frame: 4, ..grid }, [64, 32]), [0.75, 0.0, 1.0, 0.5]);
        assert_eq!(edges(Cut { frame: 5, ..grid }, [64, 32]), [0.0, 0.5, 0.25, 1.0]);
        // Two frames of 8 pixels with a margin of 1 and 2 between: 1 + 8 + 2 + 8 + 1.
        let spaced = Cut { columns: 2, margin: 1, spacing: 2, frame: 2, ..CUT };
        assert_eq!(edges(spaced, [20, 10]), [11.0 / 20.0, 0.1, 19.0 / 20.0, 0.9]);
    }

    #[test]
    fn a_frame_that_there_is_not_is_said() {
        let error = |cut: Cut<'_>, size| cut.of_grid(1, size).unwrap_err().message;
        let grid = Cut { columns: 3, rows: 2, ..CUT };
        assert_eq!(
            error(Cut { frame: 7, ..grid }, [30, 20]),
            "'a.png' has 6 frames, from 1; there is no frame 7"
        );
        assert_eq!(
            error(Cut { frame: 0, ..CUT }, [30, 20]),
            "'a.png' has 1 frame, from 1; there is no frame 0"
        );
        assert!(
            error(Cut { frame: i64::MIN, columns: i64::MAX, rows: i64::MAX, ..CUT }, [1, 1])
                .contains("no frame")
        );
        let far = Cut { margin: i64::MAX, spacing: i64::MAX, columns: 2, ..CUT };
        assert!(error(far, [30, 20]).contains("with that margin and spacing"));
        assert!(error(Cut { columns: 31, ..CUT }, [30, 20]).contains("no 31 columns"));
        assert!(error(Cut { region: "run", ..CUT }, [30, 20]).contains("no frames with names"));
    }

    fn shape() -> Shape {
        Shape {
            image: 1,
            edges: [0.0, 0.0, 0.5, 0.5],
            is_turned: false,
            whole: Vec2::new(10.0, 20.0),
            offset: Vec2::new(1.0, 2.0),
            part: Vec2::new(4.0, 6.0),
        }
    }

    #[test]
    fn what_was_cut_off_counts_for_the_place() {
        let quad = shape().quad(Vec2::new(10.0, 20.0), Vec2::new(0.5, 1.0), [false; 2]);
        assert_eq!((quad.centre, quad.half), (Vec2::new(-2.0, -15.0), Vec2::new(2.0, 3.0)));
        let flipped = shape().quad(Vec2::new(10.0, 20.0), Vec2::new(0.5, 1.0), [true, false]);
        assert_eq!((flipped.centre, flipped.edges), (Vec2::new(2.0, -15.0), [0.5, 0.0, 0.0, 0.5]));
    }

    #[test]
    fn a_side_that_is_not_said_follows_from_the_other() {
        let size = |x, y| shape().size(Vec2::new(x, y), 0.1);
        assert_eq!(
            [size(0.0, 0.0), size(5.0, 0.0), size(0.0, 5.0), size(5.0, 7.0)],
            [Vec2::new(1.0, 2.0), Vec2::new(5.0, 10.0), Vec2::new(2.5, 5.0), Vec2::new(5.0, 7.0)]
        );
    }

    #[test]
    fn corners_keep_their_size_and_shrink_where_there_is_no_room() {
        let whole = Shape { whole: Vec2::splat(8.0), offset: Vec2::ZERO, part: Vec2::splat(8.0), ..shape() };
        let quads = |size: f32| {
            let mut all = Vec::new();
            whole.quads(Vec2::splat(size), Vec2::ZERO, [false; 2], [2.0, 2.0, 3.0, 2.0], 1.0, |quad| {
                all.push(quad)
            });
            all
        };
        let large = quads(20.0);
        assert_eq!(large.len(), 9);
        assert_eq!((large[0].half, large[0].edges), (Vec2::splat(1.0), [0.0, 0.0, 0.125, 0.125]));
        assert_eq!(large[2].half, Vec2::new(1.5, 1.0));
        assert_eq!(large[4].centre, Vec2::new(9.5, 10.0));
        let small = quads(2.5);
        assert_eq!(small[0].half.x, 0.5, "half of what it wants");
        assert_eq!(small.len(), 4, "no middle is left");
    }
}
