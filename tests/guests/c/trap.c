// Divides by zero in the third frame, in a function that a hook calls: an error has to say where, by the line table.
#include "luminara.h"

static int frames = 0;

__attribute__((noinline)) static int share(int all, int people) {
  int each = all / people;
  return each * 2;
}

void LUMINARA_EXPORT(on_update)(lm_entity entity, float dt) {
  (void)entity;
  (void)dt;
  frames += 1;
  if (share(12, 3 - frames) < 0) frames = 0;
}
