// The ring in C: clang --target=wasm32, no library.
#include "luminara.h"

#define COUNT 12

static lm_entity ring[COUNT];
static lm_vec3 positions[COUNT];
static float time;
static lm_entity self;

void LUMINARA_EXPORT(on_init)(lm_entity entity) {
  self = entity;
  for (int i = 0; i < COUNT; i++) {
    lm_entity e = lm_spawn_entity();
    lm_entity_set_shape(e, LM_MESH_SHAPE_SPHERE);
    lm_entity_set_position(e, (float)i - 5.5f, 1.0f, 0.0f);
    lm_entity_set_name(e, LM_TEXT("bead"));
  }
  lm_log(LM_TEXT("ring made"));
  lm_send_event(lm_event_id(LM_TEXT("made")), LM_NOBODY, 0, 0);
}

void LUMINARA_EXPORT(on_update)(lm_entity entity, float dt) {
  (void)entity;
  time += dt;
  uint32_t components[] = {LM_TRANSFORM, LM_MESH};
  int32_t count = lm_query_entities(components, 2, ring, COUNT);
  if (count > COUNT) count = COUNT;
  lm_read_column(LM_TRANSFORM, LM_TRANSFORM_POSITION, ring, count, positions);
  for (int i = 0; i < count; i++) {
    float phase = time + (float)i * 0.25f;
    phase = phase - (float)(int)phase;
    positions[i].y = 1.0f + phase * (1.0f - phase);
  }
  lm_write_column(LM_TRANSFORM, LM_TRANSFORM_POSITION, ring, count, positions);
}

void LUMINARA_EXPORT(on_event)(int32_t event, int32_t data, int32_t length) {
  (void)data;
  (void)length;
  if (event == lm_event_id(LM_TEXT("made"))) lm_log(LM_TEXT("heard of it"));
}
