//! What the page's Worker calls.

use luminara_render::SurfaceRenderer;
use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::OffscreenCanvas;

use crate::protocol::{Command, Report};
use crate::session::Session;

/// An engine that draws to a canvas, or to none.
#[wasm_bindgen]
pub struct Playground {
    session: Session,
    renderer: Option<SurfaceRenderer>,
    adapter: String,
    render_ms: f64,
}

#[wasm_bindgen(js_class = Playground)]
impl Playground {
    /// Makes an engine. Fails when there is a canvas and no GPU can draw to it; without a canvas it runs without pictures.
    /// `width` and `height` are device pixels.
    pub async fn create(
        canvas: Option<OffscreenCanvas>,
        width: u32,
        height: u32,
    ) -> Result<Playground, JsError> {
        console_error_panic_hook::set_once();
        let (mut renderer, mut adapter) = (None, String::new());
        if let Some(canvas) = canvas {
            canvas.set_width(width.max(1));
            canvas.set_height(height.max(1));
            let target = wgpu::SurfaceTarget::OffscreenCanvas(canvas);
            let made = SurfaceRenderer::new(target, width.max(1), height.max(1)).await?;
            adapter = made.adapter_name();
            renderer = Some(made);
        }
        Ok(Playground { session: Session::new(clock), renderer, adapter, render_ms: 0.0 })
    }

    /// The GPU's name; empty without one.
    pub fn adapter(&self) -> String {
        self.adapter.clone()
    }

    /// Carries a command out and gives the report.
    pub fn handle(&mut self, command: JsValue) -> Result<JsValue, JsError> {
        let command: Command = serde_wasm_bindgen::from_value(command)?;
        if let (Command::Resize { width, height, .. }, Some(renderer)) = (&command, &mut self.renderer) {
            renderer.resize((*width).max(1), (*height).max(1));
        }
        let report = self.session.handle(command);
        self.to_js(report)
    }

    /// One picture at `now`, the page's time in milliseconds. Gives a report when there is something to say.
    pub fn frame(&mut self, now: f64) -> Result<Option<JsValue>, JsError> {
        if let Some(between) = self.session.advance(now)
            && let Some(renderer) = &mut self.renderer
        {
            let began = clock();
            renderer.render(&self.session.engine().draw_list(between))?;
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
