//! What the page's Worker calls.

use luminara_render::SurfaceRenderer;
use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::OffscreenCanvas;

use crate::protocol::{Command, Report};
use crate::session::Session;

/// A picture on a canvas, by a GPU of its own.
#[wasm_bindgen]
pub struct Picture {
    renderer: SurfaceRenderer,
}

#[wasm_bindgen(js_class = Picture)]
impl Picture {
    /// Opens a GPU that draws to the canvas, at the canvas's size. A canvas whose picture was lost can be taken again.
    /// Fails where no GPU can draw to it.
    pub async fn open(canvas: OffscreenCanvas) -> Result<Picture, JsError> {
        let (width, height) = (canvas.width().max(1), canvas.height().max(1));
        let target = wgpu::SurfaceTarget::OffscreenCanvas(canvas);
        Ok(Picture { renderer: SurfaceRenderer::new(target, width, height).await? })
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

/// An engine that draws to a picture, or to none.
#[wasm_bindgen]
pub struct Playground {
    session: Session,
    picture: Option<Picture>,
    /// The picture's, in device pixels.
    size: (u32, u32),
    render_ms: f64,
}

#[wasm_bindgen(js_class = Playground)]
impl Playground {
    /// Makes an engine without a picture. `width` and `height` are device pixels.
    #[wasm_bindgen(constructor)]
    pub fn new(width: u32, height: u32) -> Playground {
        console_error_panic_hook::set_once();
        let size = (width.max(1), height.max(1));
        Playground { session: Session::new(clock), picture: None, size, render_ms: 0.0 }
    }

    /// Draws to this picture from here on, or to none.
    pub fn show(&mut self, picture: Option<Picture>) {
        self.picture = picture;
        if let Some(picture) = &mut self.picture {
            picture.renderer.resize(self.size.0, self.size.1);
        }
        self.session.redraw();
    }

    /// Has the GPU taken away, to see what the page does then.
    #[wasm_bindgen(js_name = loseGpu)]
    pub fn lose_gpu(&self) {
        if let Some(picture) = &self.picture {
            picture.renderer.lose();
        }
    }

    /// Carries a command out and gives the report.
    pub fn handle(&mut self, command: JsValue) -> Result<JsValue, JsError> {
        let command: Command = serde_wasm_bindgen::from_value(command)?;
        if let Command::Resize { width, height, .. } = &command {
            self.size = ((*width).max(1), (*height).max(1));
            if let Some(picture) = &mut self.picture {
                picture.renderer.resize(self.size.0, self.size.1);
            }
        }
        let report = self.session.handle(command);
        self.to_js(report)
    }

    /// One picture at `now`, the page's time in milliseconds. Gives a report when there is something to say.
    pub fn frame(&mut self, now: f64) -> Result<Option<JsValue>, JsError> {
        if let Some(between) = self.session.advance(now)
            && let Some(picture) = &mut self.picture
        {
            let began = clock();
            picture.renderer.render(&self.session.engine().draw_list(between))?;
            self.render_ms = clock() - began;
        }
        match self.session.report() {
            Some(report) => self.to_js(report).map(Some),
            None => Ok(None),
        }
    }

    fn to_js(&self, mut report: Report) -> Result<JsValue, JsError> {
        report.stats.render_ms = self.render_ms;
        report.stats.memory = memory_bytes();
        let serializer = serde_wasm_bindgen::Serializer::new()
            .serialize_maps_as_objects(true)
            .serialize_missing_as_null(true);
        Ok(report.serialize(&serializer)?)
    }
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

/// The engine's whole memory, bytes.
fn memory_bytes() -> f64 {
    let memory: js_sys::WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
    let buffer: js_sys::ArrayBuffer = memory.buffer().unchecked_into();
    f64::from(buffer.byte_length())
}
