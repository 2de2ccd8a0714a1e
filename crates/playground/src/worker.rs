//! What the page's Worker calls.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use luminara_render::{DrawList, GpuError, ImageSource, SurfaceRenderer};
use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::{ImageBitmap, OffscreenCanvas};

use crate::pace::Pace;
use crate::protocol::Command;
use crate::session::{Page, Session};

/// A picture on a canvas, by a GPU of its own.
#[wasm_bindgen]
pub struct Picture {
    renderer: SurfaceRenderer,
    /// Shared with the callbacks of the GPU.
    pace: Arc<Mutex<Pace>>,
}

#[wasm_bindgen(js_class = Picture)]
impl Picture {
    /// Opens a GPU that draws to the canvas, at the canvas's size. A canvas whose picture was lost can be taken again.
    /// Fails where no GPU can draw to it.
    pub async fn open(canvas: OffscreenCanvas) -> Result<Picture, JsError> {
        let (width, height) = (canvas.width().max(1), canvas.height().max(1));
        let target = wgpu::SurfaceTarget::OffscreenCanvas(canvas);
        let renderer = SurfaceRenderer::new(target, width, height).await?;
        let mut empty_ms = f64::INFINITY;
        // The first time shaders may be on their way.
        for _ in 0..2 {
            let began = clock();
            renderer.until_done().await;
            empty_ms = empty_ms.min(clock() - began);
        }
        let pace = Arc::new(Mutex::new(Pace::new(empty_ms)));
        Ok(Picture { renderer, pace })
    }

    /// The GPU's name.
    pub fn adapter(&self) -> String {
        self.renderer.adapter_name()
    }

    /// A promise that resolves when the GPU is taken away, with what it said.
    pub fn lost(&self) -> js_sys::Promise {
        let lost = self.renderer.until_lost();
        wasm_bindgen_futures::future_to_promise(async move { Ok(lost.await.into()) })
    }
}

impl Picture {
    /// Draws a scene that is shown at `size`, in device pixels: a running one as finely as the GPU can keep up with. The work
    /// on it began at `began`. Gives the picture's sides by those of `size`.
    fn draw(
        &mut self,
        mut list: DrawList,
        size: (u32, u32),
        running: bool,
        began: f64,
    ) -> Result<f32, GpuError> {
        let scale = if running { self.pace().scale() } else { 1.0 };
        let scaled = |side: u32| ((side as f32 * scale) as u32).max(1);
        self.renderer.resize(scaled(size.0), scaled(size.1));
        list.scale = scale;
        self.renderer.render(&list)?;
        self.pace().handed(began, clock(), running);
        let pace = Arc::clone(&self.pace);
        self.renderer.when_done(move || lock(&pace).done(clock()));
        Ok(scale)
    }

    fn pace(&self) -> MutexGuard<'_, Pace> {
        lock(&self.pace)
    }
}

fn lock(pace: &Mutex<Pace>) -> MutexGuard<'_, Pace> {
    pace.lock().unwrap_or_else(PoisonError::into_inner)
}

/// An engine that draws to a picture, or to none.
#[wasm_bindgen]
pub struct Playground {
    session: Session,
    picture: Option<Picture>,
    /// The moment between two frames that is to be drawn as soon as the GPU is free.
    due: Option<f32>,
    /// The size of the place that the picture is shown in, in device pixels.
    size: (u32, u32),
    /// When the work on the frame began.
    began: f64,
}

#[wasm_bindgen(js_class = Playground)]
impl Playground {
    /// Makes an engine without a picture. `width` and `height` are device pixels.
    #[wasm_bindgen(constructor)]
    pub fn new(width: u32, height: u32) -> Playground {
        console_error_panic_hook::set_once();
        let size = (width.max(1), height.max(1));
        Playground {
            session: Session::new_in(Page { now: clock, ticked: beat, memory: memory_bytes, part }),
            picture: None,
            due: None,
            size,
            began: 0.0,
        }
    }

    /// Draws to this picture from here on, or to none.
    pub fn show(&mut self, picture: Option<Picture>) {
        self.picture = picture;
        self.session.show(self.picture.is_some());
    }

    /// Takes an image that the news asked for, decoded.
    #[wasm_bindgen(js_name = putImage)]
    pub fn put_image(&mut self, id: u32, revision: u32, bitmap: ImageBitmap) {
        self.take_image(id, revision, Ok(bitmap));
    }

    /// Takes notice that an image that the news asked for can't be decoded.
    #[wasm_bindgen(js_name = imageFailed)]
    pub fn image_failed(&mut self, id: u32, revision: u32, why: String) {
        self.take_image(id, revision, Err(why));
    }

    /// Has the GPU taken away, to see what the page does then.
    #[wasm_bindgen(js_name = loseGpu)]
    pub fn lose_gpu(&self) {
        if let Some(picture) = &self.picture {
            picture.renderer.lose();
        }
    }

    /// Carries a command out and tells what came of it. One that can't be read is refused.
    pub fn handle(&mut self, command: JsValue) -> Result<JsValue, JsError> {
        let began = clock();
        let answered = match self.read(command) {
            Ok(command) => self.session.handle(command),
            Err(why) => self.session.refuse(&why),
        };
        self.worked(began);
        to_js(&answered)
    }

    /// Carries out a command that nobody waits for. One that can't be read is passed over.
    pub fn take(&mut self, command: JsValue) {
        let began = clock();
        if let Ok(command) = self.read(command) {
            self.session.take(command);
        }
        self.worked(began);
    }

    /// Does the frames that are due at `now`, the page's time in milliseconds. Gives whether [`draw`](Playground::draw) has a
    /// picture to draw.
    pub fn advance(&mut self, now: f64) -> bool {
        self.began = clock();
        self.due = self.session.advance(now).or(self.due);
        self.is_due() && self.picture.as_ref().is_none_or(|picture| picture.pace().is_free())
    }

    /// Draws the picture that is due, if the GPU is free for one, which may hold everything up.
    pub fn draw(&mut self, now: f64) -> Result<(), JsError> {
        self.draw_when_free(now, self.began)?;
        self.worked(self.began);
        Ok(())
    }

    /// What happened since the last news; nothing where nothing did.
    pub fn news(&mut self) -> Result<Option<JsValue>, JsError> {
        self.session.news().map(|news| to_js(&news)).transpose()
    }

    /// Whether a picture waits for the GPU: ask for another frame then.
    #[wasm_bindgen(js_name = isDue)]
    pub fn is_due(&self) -> bool {
        self.due.is_some()
    }

    fn take_image(&mut self, id: u32, revision: u32, decoded: Result<ImageBitmap, String>) {
        let Some(Picture { renderer, .. }) = &mut self.picture else {
            return;
        };
        // Meanwhile there may be another project, or another content.
        if !self.session.is_asked_for(id, revision) {
            return;
        }
        if let Err(why) = decoded.and_then(|bitmap| renderer.images().put(id, ImageSource::Bitmap(bitmap))) {
            renderer.images().put_broken(id);
            self.session.image_failed(id, &why);
        }
        renderer.images().retain(|id| self.session.shows(id));
        self.session.redraw();
    }

    fn read(&mut self, command: JsValue) -> Result<Command, String> {
        let command: Command = serde_wasm_bindgen::from_value(command).map_err(|error| error.to_string())?;
        if let Command::Resize { width, height, .. } = &command {
            self.size = ((*width).max(1), (*height).max(1));
        }
        Ok(command)
    }

    fn worked(&self, began: f64) {
        if let Some(picture) = &self.picture {
            picture.pace().worked(began, clock());
        }
    }

    fn draw_when_free(&mut self, now: f64, began: f64) -> Result<(), GpuError> {
        if self.picture.as_ref().is_some_and(|picture| !picture.pace().is_free()) {
            return Ok(());
        }
        let Some(between) = self.due.take() else {
            return Ok(());
        };
        let (mut scale, mut render_ms) = (1.0, 0.0);
        if let Some(picture) = &mut self.picture {
            let drawing_began = clock();
            let list = self.session.engine().draw_list(between);
            scale = picture.draw(list, self.size, self.session.is_running(), began)?;
            render_ms = clock() - drawing_began;
        }
        self.session.drawn(now, scale, render_ms);
        Ok(())
    }
}

fn to_js(message: &impl Serialize) -> Result<JsValue, JsError> {
    let serializer =
        serde_wasm_bindgen::Serializer::new().serialize_maps_as_objects(true).serialize_missing_as_null(true);
    Ok(message.serialize(&serializer)?)
}

/// Tells the Worker that the engine goes on, in the middle of what may take long.
fn beat() {
    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(js_namespace = globalThis, js_name = luminaraBeat)]
        fn tell();
    }
    tell();
}

/// Milliseconds since the Worker began; finer than `Date`.
fn clock() -> f64 {
    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(js_namespace = performance, js_name = now)]
        fn performance_now() -> f64;
    }
    performance_now()
}

/// What a part that the Worker fetched makes of some bytes.
fn part(name: &str, question: &[u8]) -> Option<Vec<u8>> {
    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(js_namespace = globalThis, js_name = luminaraPart)]
        fn ask(name: &str, question: &[u8]) -> Option<Vec<u8>>;
    }
    ask(name, question)
}

/// The engine's whole memory, bytes.
fn memory_bytes() -> f64 {
    let memory: js_sys::WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
    let buffer: js_sys::ArrayBuffer = memory.buffer().unchecked_into();
    f64::from(buffer.byte_length())
}
